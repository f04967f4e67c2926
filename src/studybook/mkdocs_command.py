"""The command ``mkdocs`` in this process, so that whoever calls it decides how it ends."""

from __future__ import annotations


def mkdocs(*arguments: str) -> int:
    """Its exit status; what it does not say itself is raised: KeyboardInterrupt, OSError."""
    import click  # loaded here, where the caller sees an interruption
    from mkdocs.__main__ import cli

    try:
        cli.main(list(arguments), prog_name="mkdocs", standalone_mode=False)
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return 0
