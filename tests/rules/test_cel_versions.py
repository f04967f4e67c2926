"""Since which version of Kubernetes an expression can use a function: one after that which brought the library."""

import pytest
from tests.custom_resources import crd
from tests.helpers import covered, fenced, findings

from kubefence.cel import early

SINCE = {
    "quantity('1').isInteger()": "1.29",
    "self.?a.hasValue()": "1.29",
    "self[?0] == optional.none()": "1.29",
    "sets.contains(self, [1])": "1.30",
    "'%s'.format([self]) == strings.quote('a')": "1.30",
    "cidr('10.0.0.0/8').containsIP(self)": "1.31",
    "!format.dns1123Label().validate(self).hasValue()": "1.32",
    "self.all(i, v, i < v)": "1.33",
    "self.map(x, x).transformList(i, v, v) == []": "1.33",
    "isSemver(self)": "1.34",
    "self.sort() == lists.range(2)": "1.35",
    "isURL(self) && self.find('a').split(',').isSorted() && self.all(x, x > 1)": None,
    "self.findAll('a', 1)[0].lowerAscii() == string(timestamp('2026-01-01T00:00:00Z'))": None,
    "self +": None,
}


@pytest.mark.parametrize(("expression", "since"), SINCE.items())
def test_the_first_version(expression: str, since: str | None) -> None:
    found = early(expression)
    assert (found.text.en.rpartition(" ")[2] if found else None) == since


RULE = "self.all(i, v, i < v)"
LISTED = f"type: array\nmaxItems: 9\nitems: {{type: integer}}\nx-kubernetes-validations:\n  - rule: {RULE}\n"
POLICY = """\
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: ports}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [services]}]
  validations:
    - expression: object.spec.ports.all(i, v, v.port > i)
"""


@pytest.mark.parametrize("text", [crd(LISTED), POLICY])
@pytest.mark.parametrize(("versions", "told"), [("1.32", True), (">=1.32", True), (">=1.33", False)])
def test_an_older_server_refuses_it(text: str, versions: str, told: bool) -> None:
    page = f'---\nk8s: "{versions}"\n---\n{fenced(text)}'
    found = findings(page)
    assert [(each.rule, covered(page, each)) for each in found] == (
        [("invalid-expression", RULE if RULE in text else "object.spec.ports.all(i, v, v.port > i)")] if told else []
    )
    assert all("1.33" in each.text.zh and "1.33" in each.text.en for each in found)
