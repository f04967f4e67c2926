"""What is read of sources in Go and of reference pages: commands by their paths, flags with their types."""

import tool_commands
from tool_commands import Sources

ROOT = """\
var rootCmd = &cobra.Command{Use: "boat"}

func init() {
	rootCmd.PersistentFlags().DurationVar(&wait, "wait", time.Second, "how long")
	rootCmd.AddCommand(
		sail.NewSailCommand(makeA(makeB(c), d)),
		newAnchor(),
	)
}
"""
COMMANDS = """\
const flagDepth = "depth"

func NewSailCommand(fleet A,
	other B) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "sail <where>",
		Aliases: []string{"go", "run"},
	}
	cmd.PersistentFlags().StringVarP(&name, "name", "n", "", "who")
	cmd.Flags().Int64Var(&speed, "speed", 0, "how fast")
	AddShared(cmd.Flags())
	cmd.AddCommand(newSailHome())
	return cmd
}

func newSailHome() *cobra.Command {
	cmd := &cobra.Command{Use: "home"}
	cmd.Flags().BoolP("quick", "q", false, "how")
	return cmd
}

func newAnchor() *cobra.Command {
	cmd := &cobra.Command{Use: help.Use}
	return cmd
}

func AddShared(set *pflag.FlagSet) {
	set.StringSliceVar(&list, flagDepth, nil, "how deep")
}
"""
PAGE = """\
<td colspan="2">-f, --file string&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;Default: "a"</td>
<td colspan="2">--dry-run</td>
<td colspan="2">--ttl duration&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;Default: 24h0m0s</td>
<td colspan="2">--mode string[="b"]</td>
<td></td><td>--no-flag</td>
"""


def test_sources_in_go() -> None:
    rows = Sources({"root.go": ROOT, "commands.go": COMMANDS}).rows(ROOT)
    assert {path: {name: str(flag) for name, flag in row.flags.items()} for path, row in rows.items()} == {
        "": {"wait": "duration"},
        "sail": {"name": "-n text", "speed": "int", "depth": "text"},
        "sail home": {"name": "-n text", "quick": "-q bool?"},
        "anchor": {},
    }
    assert rows["sail"].aliases == ("go", "run")


def test_reference_pages() -> None:
    pages = {"a/kubeadm.md": "", "a/kubeadm_token/_index.md": "", "a/kubeadm_token/kubeadm_token_new-one.md": PAGE}
    rows = tool_commands.of_pages({**pages, "a/README.md": PAGE})
    assert list(rows) == ["", "token", "token new-one"]
    assert {name: str(flag) for name, flag in rows["token new-one"].flags.items()} == {
        "file": "-f text",
        "dry-run": "bool?",
        "ttl": "duration",
        "mode": "text?",
    }


CRI = """\
var listCommand = &cli.Command{
	Name:    "list",
	Aliases: []string{"ls"},
	Flags: []cli.Flag{
		&cli.BoolFlag{
			Name:    "all",
			Aliases: []string{"a", "every"},
		},
		&cli.StringSliceFlag{Name: "label", Usage: "what it has"},
		&cli.DurationFlag{Name: "wait", Value: time.Second},
	},
	Action: func(c *cli.Context) error {
		return nil
	},
}
"""
MAIN = """\
	app.Flags = []cli.Flag{
		&cli.BoolFlag{Name: "debug", Aliases: []string{"D"}},
	}
"""


def test_sources_of_the_other_library() -> None:
    rows = tool_commands.of_urfave({"list.go": CRI, "main.go": MAIN}, "main.go")
    assert {path: {name: str(flag) for name, flag in row.flags.items()} for path, row in rows.items()} == {
        "": {"debug": "-D bool?"},
        "list": {"all": "-a bool?", "every": "-a bool?", "label": "text", "wait": "duration"},
    }
    assert rows["list"].aliases == ("ls",)
