"""Lines of kubeadm, etcdctl, etcdutl, kustomize and crictl: only what is surely wrong is told."""

import pytest

from kubefence.commands.judge import judged
from kubefence.findings import Severity
from kubefence.versions import parse_version

V = tuple(map(parse_version, ("1.35", "1.36", "1.37")))
RIGHT = """\
kubeadm init --pod-network-cidr=10.244.0.0/16 --upload-certs
kubeadm init phase upload-certs --upload-certs
kubeadm join 10.0.0.1:6443 --token abc --discovery-token-ca-cert-hash sha256:abc --control-plane
kubeadm token create --ttl 2h --print-join-command
kubeadm upgrade apply v1.37.0 -y
kubeadm certs renew all
kubeadm alpha certs renew all
kubeadm init --some-flag-of-a-later-version
sudo kubeadm reset -f
ETCDCTL_API=3 etcdctl --endpoints=$ENDPOINTS endpoint health --cluster -w table
etcdctl snap save backup.db
etcdctl get / --prefix --keys-only --limit=10
etcdutl snapshot restore backup.db --data-dir=/var/lib/etcd
kustomize build . --enable-helm | kubectl apply -f -
kustomize edit set image nginx=nginx:1.31
kustomize cfg tree
sudo crictl --timeout 10s -r unix:///run/a.sock ps -a --name web -o json
crictl exec -it abc sh -c 'ls -l'
crictl ps -quiet
crictl pods --some-flag-of-a-later-version
kustomize help build
helm help install
helm diff upgrade web ./chart"""
WRONG = {
    "kubeadm int": ("unknown-command", "int"),
    "kubeadm upgrade aply v1.37.0": ("unknown-command", "aply"),
    "kubeadm init phase certs apiserver-etcd-clent": ("unknown-command", "apiserver-etcd-clent"),
    "kubeadm join a:6443 --discovery-token-ca-cert-hsh a": ("unknown-flag", "--discovery-token-ca-cert-hsh"),
    "kubeadm token create --ttl 1x": ("invalid-flag-value", "1x"),
    "kubeadm init –upload-certs": ("typographic-sign", "–upload-certs"),
    "kubeadm init --config": ("flag-without-value", "--config"),
    "etcdctl endpoint helth": ("unknown-command", "helth"),
    "etcdctl member list -w tabel": ("invalid-flag-value", "tabel"),
    "etcdctl get a --limit=many": ("invalid-flag-value", "--limit=many"),
    "etcdctl snapshot restore a.db": ("unknown-command", "restore"),
    "etcdutl snapshot restroe a.db": ("unknown-command", "restroe"),
    "crictl sttop a": ("unknown-command", "sttop"),
    "crictl ps --nmae web": ("unknown-flag", "--nmae"),
    "crictl stop --timeout": ("flag-without-value", "--timeout"),
    "kustomize bild .": ("unknown-command", "bild"),
    "kustomize build . --enable-hlm": ("unknown-flag", "--enable-hlm"),
    "kustomize edit set imag a=b": ("unknown-command", "imag"),
}


@pytest.mark.parametrize("line", RIGHT.split("\n"))
def test_right(line: str) -> None:
    assert list(judged(line, V)) == []


@pytest.mark.parametrize(("line", "expected"), WRONG.items(), ids=WRONG)
def test_wrong(line: str, expected: tuple[str, str]) -> None:
    [(versions, fault)] = judged(line, V)
    first, start, last, end = fault.place
    assert (fault.rule, line[start:end]) == expected
    assert (versions, first, last) == ((), 0, 0)
    assert fault.severity is (Severity.WARNING if "etcdctl snapshot restore" in line else Severity.ERROR)
