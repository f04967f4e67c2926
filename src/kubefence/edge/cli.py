"""The command: verify files and folders, print what was found, exit 0, 1 or 2."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from kubefence.edge.arguments import Options, parse
from kubefence.edge.inputs import Usage
from kubefence.edge.run import CLEAN, Asked, run, system_lang
from kubefence.errors import LocalizedError
from kubefence.findings import Text
from kubefence.letters import visible

FAILED = 2


def main(arguments: Sequence[str] | None = None, also: Asked = lambda _: ()) -> int:
    """Run the command; returns the exit status. What ``also`` finds stands among the other findings."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # not every terminal can show everything
    try:
        if options.init:
            from kubefence.edge.init import init  # once in the life of a tree

            init(options)
            return CLEAN
        if options.explain is not None:
            return _explain(options)
        return run(options, also if options.folder is None else _of_site(options.folder))
    except LocalizedError as error:
        return _fail(error.in_(options.lang or system_lang()))
    except BrokenPipeError:
        return _no_more_output()
    except OSError as error:  # a full disk, a name that is too long
        _fail(_refused(error).in_(options.lang or system_lang()))
        return FAILED if error.filename else _no_more_output()
    except KeyboardInterrupt:
        return _fail("interrupted")
    except Exception as error:
        return _fail(f"internal error, please report it: {type(error).__name__}: {error}")


def _no_more_output() -> int:
    """What is left of the report has nowhere to go."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def _refused(error: OSError) -> Text:
    what = f"{error.filename}: " if error.filename else ""
    reason = f"{what}{error.strerror or error}"
    return Text(f"系统不允许：{reason}", f"the system does not allow this: {reason}")


def _fail(message: str) -> int:
    print(f"kubefence: {visible(message)}", file=sys.stderr)
    return FAILED


def _of_site(folder: str) -> Asked:
    """What is asked of a finished site in a folder, besides its sources."""
    from kubefence.edge import finished  # few runs are about one, and HTML takes a while to load

    checked = finished.check_folder(folder)
    return lambda about: finished.against(checked, finished.Sources(*about))


def _explain(options: Options) -> int:
    from kubefence.edge.explaining import explain  # its texts are needed for nothing else

    if options.paths:
        raise Usage("--explain 不与路径一起用", "--explain takes no PATH")
    explain(options.explain or (), options.lang or system_lang())
    return CLEAN


if __name__ == "__main__":
    sys.exit(main())
