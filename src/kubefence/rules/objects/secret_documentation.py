"""Rules of Secrets, as documentation."""

from __future__ import annotations

from kubefence.findings import Severity, Text
from kubefence.rules.engine.model import Rule

_SECRET = """\
apiVersion: v1
kind: Secret
metadata:
  name: credentials
type: {type}
stringData:
  {entry}: {value}
"""

MISSING_KEY = Rule(
    id="secret-without-required-key",
    title=Text("Secret 缺少其类型要求的键", "a Secret without the keys that its type asks for"),
    why=Text(
        "kubernetes.io/tls、kubernetes.io/dockerconfigjson 等类型规定了必须有哪些键，缺少时服务器拒绝。",
        "Types such as kubernetes.io/tls and kubernetes.io/dockerconfigjson ask for certain keys; the server refuses "
        "a Secret without them.",
    ),
    fix=Text("补上这些键，或改用 Opaque 类型。", "Add the keys, or use the type Opaque."),
    source="https://kubernetes.io/zh-cn/docs/concepts/configuration/secret/#secret-types",
    wrong=_SECRET.format(type="kubernetes.io/ssh-auth", entry="id_rsa", value="key"),
    right=_SECRET.format(type="kubernetes.io/ssh-auth", entry="ssh-privatekey", value="key"),
)
NOT_JSON = Rule(
    id="secret-not-json",
    title=Text("镜像仓库凭据不是 JSON", "registry credentials that are not JSON"),
    why=Text(
        "这两种类型的内容是 Docker 的配置文件，必须是一个 JSON 对象，否则服务器拒绝，镜像也无法拉取。",
        "The content of these types is a configuration file of Docker, which is a JSON object. The server refuses "
        "anything else, and no image could be pulled with it.",
    ),
    fix=Text(
        "用 kubectl create secret docker-registry 生成，或写完整的 JSON。",
        "Make it with kubectl create secret docker-registry, or write the whole JSON.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/configuration/secret/#docker-config-secrets",
    wrong=_SECRET.format(type="kubernetes.io/dockerconfigjson", entry=".dockerconfigjson", value="user:password"),
    right=_SECRET.format(type="kubernetes.io/dockerconfigjson", entry=".dockerconfigjson", value="'{\"auths\": {}}'"),
)
NO_CERTIFICATE = Rule(
    id="secret-without-certificate",
    title=Text("tls 类型的 Secret 里没有证书或私钥", "a Secret of type tls that holds no certificate or key"),
    why=Text(
        "服务器接受它，但会给出警告：内容不是 PEM，使用它的 Ingress 或 Pod 无法建立 TLS 连接。",
        "The server takes it with a warning: the content is not PEM, so no Ingress or Pod can use it for TLS.",
    ),
    fix=Text("写入 PEM 格式的证书和私钥。", "Write the certificate and its private key in PEM."),
    source="https://kubernetes.io/zh-cn/docs/concepts/configuration/secret/#tls-secrets",
    wrong="""\
apiVersion: v1
kind: Secret
metadata:
  name: web-tls
type: kubernetes.io/tls
stringData:
  tls.crt: certificate
  tls.key: key
""",
    right="""\
apiVersion: v1
kind: Secret
metadata:
  name: web-tls
type: kubernetes.io/tls
stringData:
  tls.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBdTCCARqgAwIBAgIRAJz
    -----END CERTIFICATE-----
  tls.key: |
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgE
    -----END PRIVATE KEY-----
""",
    severity=Severity.WARNING,
)
