"""The benchmark that asks a running API server: what it compares, and what it says where nobody answers."""

import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from tests.helpers import loaded_script

MANIFESTS: dict[str, dict[str, Any]] = {
    "right": {"data": {"a": "b"}},
    "wrong": {"data": {"a": 1}},
    "missed": {"data": {"a": "full"}},
    "alarm": {"data": {"a b": "c"}},
    "of the cluster": {"data": {"a": "quota"}},
    "of no kind": {"kind": "Nothing"},
}
REFUSED = {1: "it is no text", "full": "the server is full", "quota": "exceeded quota: small"}


class _Handler(http.server.BaseHTTPRequestHandler):
    """An API server that has ConfigMaps only, and takes those without a value of `REFUSED`."""

    version: dict[str, str]

    def do_GET(self) -> None:
        kind = {"kind": "ConfigMap", "name": "configmaps", "namespaced": True, "verbs": ["create"]}
        self._answer(200, {"/version": self.version, "/api/v1": {"resources": [kind]}}.get(self.path, {}))

    def do_POST(self) -> None:
        assert self.path == "/api/v1/namespaces/default/configmaps?dryRun=All&fieldValidation=Strict"
        [value] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["data"].values()
        self._answer(422 if value in REFUSED else 201, {"message": REFUSED.get(value, "")})

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def _answer(self, status: int, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def server() -> Iterator[http.server.HTTPServer]:
    _Handler.version = {"major": "1", "minor": "36+"}
    with http.server.HTTPServer(("127.0.0.1", 0), _Handler) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> Any:
    script = loaded_script("live_server", "benchmarks")
    whole = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}
    made = [script.Spoiled(name, "data", "spoiled", {**whole, **more}) for name, more in MANIFESTS.items()]
    monkeypatch.setattr(script, "spoiled", lambda: made)
    return script


def test_what_is_compared(server: http.server.HTTPServer, benchmark: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmark.main(["--server", f"http://127.0.0.1:{server.server_port}"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Kubernetes 1.36: 4 manifests, 2 not compared",
        "same verdict  50.000%  (2 differ)",
        "missed data spoiled: the server is full",
        "alarm data spoiled: taken, but invalid-data-key",
    ]


@pytest.mark.parametrize(
    ("version", "said"), [({}, "no API server: start kubectl proxy"), ({"major": "1", "minor": "3"}, "1.3")]
)
def test_what_answers_is_of_no_use(
    server: http.server.HTTPServer,
    benchmark: Any,
    capsys: pytest.CaptureFixture[str],
    version: dict[str, str],
    said: str,
) -> None:
    _Handler.version = version
    assert benchmark.main(["--server", f"http://127.0.0.1:{server.server_port}"]) == 1
    assert said in capsys.readouterr().err


def test_nobody_answers(benchmark: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmark.main(["--server", "http://127.0.0.1:1"]) == 1
    assert "start kubectl proxy" in capsys.readouterr().err


def test_the_manifests_are_the_examples_and_what_becomes_of_them() -> None:
    made = loaded_script("live_server", "benchmarks").spoiled()
    first, second = next(made), next(made)
    assert (first.place, first.way) == ("", "")
    assert second.origin == first.origin
    assert second.manifest != first.manifest
