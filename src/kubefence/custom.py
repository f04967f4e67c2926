"""What rules of your own are written with; `kubefence.testing` tests them.

A rule is documentation, which is its test too, and a function that hangs on a type of the Kubernetes API::

    from kubefence.custom import Rule, Site, Tables, Text

    def pinned(container: Site):
        image = container.text("image")
        if image.endswith(":latest"):
            yield container.problem("example-latest", "image", f"{image} 没有固定版本", f"{image} is not pinned")

    TABLES = Tables(rules=(Rule(id="example-latest", …),), checks={"core.v1.Container": (pinned,)})

It is installed as an entry point of the group ``kubefence.rules``, whose value is the module or its tables::

    [project.entry-points."kubefence.rules"]
    example = "example_rules"

Then every run of kubefence in that environment has it, ``--explain`` shows it, and a wrong example may expect it. A
check gets a `Site` (``checks``), a site, a path below it and the value there (``fields``, ``types``), or an object and
all that it stands with (``groups``); it tells only of the rules that its own module declares. What a module has wrong
is an error that names it. The names in ``__all__`` keep their meaning within a major version.
"""

from kubefence.findings import Severity, Text
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.engine.group import Group, Member
from kubefence.rules.engine.model import Rule, Site, Tables, when
from kubefence.rules.vocabulary.versions import only
from kubefence.versions import Version

__all__ = [
    "Also",
    "Anchor",
    "Group",
    "Member",
    "Problem",
    "Rule",
    "Severity",
    "Site",
    "Tables",
    "Text",
    "Version",
    "only",
    "when",
]
