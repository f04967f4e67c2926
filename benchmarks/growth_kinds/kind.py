"""What a kind of text is, and the manifests that many of them begin with."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """One kind of text."""

    unit: str
    before: str = ""
    after: str = ""
    name: str = "page.md"
    """The file that it stands in; its name says how it is read."""
    most: int | None = None
    """The most repetitions that make sense, where something is nested."""

    def text(self, size: int) -> str:
        """About so many characters of it."""
        parts, length, number = [self.before], len(self.before) + len(self.after), 0
        numbered = "{n}" in self.unit
        while length < size and (self.most is None or number < self.most):
            part = self.unit.replace("{n}", str(number)) if numbered else self.unit
            parts.append(part)
            length += len(part)
            number += 1
        return "".join((*parts, self.after))


CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n"
POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n"
CONTAINER = POD + "  containers:\n  - name: web\n    image: web:1\n"
SERVICE = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n"
DEPLOYMENT = (
    "---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web{n}\nspec:\n  selector:\n    matchLabels:\n"
    "      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n"
    "      - name: web\n        image: web:1\n        ports:\n        - name: http\n          containerPort: 80\n"
)
CRD = (
    "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: as.example.com\nspec:\n"
    "  group: example.com\n  scope: Namespaced\n  names: {plural: as, singular: a, kind: A, listKind: AList}\n"
    "  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n"
    "        type: object\n"
)
PROPERTY = CRD + "        properties:\n          a: {type: string, "
RULE = PROPERTY + "x-kubernetes-validations: [{rule: '"
POLICY = (
    "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata:\n  name: a\nspec:\n"
    "  matchConstraints:\n    resourceRules:\n    - {apiGroups: [''], apiVersions: [v1], operations: [CREATE], "
    "resources: [pods]}\n"
)
DATA = CONFIG_MAP + "data:\n"
