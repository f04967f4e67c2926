"""Configuration files for the tests: each with one change that makes it wrong.

A file that is right; what to replace in it, with what; the rule that this breaks, and what it points at.
"""

FILES = {
    "kubeconfig": (
        """\
apiVersion: v1
kind: Config
clusters:
  - name: test
    cluster: {server: "https://192.0.2.1:6443", certificate-authority: ca.crt}
contexts:
  - name: test
    context: {cluster: test, user: jane}
users:
  - name: jane
    user: {token: abc}
current-context: test
""",
        ("current-context", "curent-context", "unknown-field", "curent-context"),
    ),
    "kubeadm": (
        """\
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.36.0
networking: {podSubnet: 10.244.0.0/16}
apiServer:
  extraArgs:
    - name: audit-log-maxage
      value: "30"
""",
        ('"30"', "30", "wrong-type", "30"),
    ),
    "kubeadm join": (
        """\
apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  bootstrapToken: {token: abcdef.0123456789abcdef, apiServerEndpoint: "192.0.2.1:6443", caCertHashes: ["sha256:00"]}
nodeRegistration:
  taints: []
""",
        ("caCertHashes", "caCertHash", "unknown-field", "caCertHash"),
    ),
    "kubelet": (
        """\
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
maxPods: 50
evictionHard: {memory.available: 200Mi}
syncFrequency: 1m30s
authorization: {mode: Webhook}
registerWithTaints:
  - {key: a, effect: NoSchedule}
""",
        ("1m30s", "90", "wrong-type", "90"),
    ),
    "kube-proxy": (
        """\
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
clientConnection: {kubeconfig: /var/lib/kube-proxy/kubeconfig}
nftables: {masqueradeAll: false}
""",
        ("masqueradeAll: false", "masqueradeAll: nope", "wrong-type", "nope"),
    ),
    "kube-scheduler": (
        """\
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
profiles:
  - schedulerName: packing
    plugins:
      score: {disabled: [{name: NodeResourcesBalancedAllocation}]}
    pluginConfig:
      - name: NodeResourcesFit
        args: {scoringStrategy: {type: MostAllocated}}
      - name: PodTopologySpread
        args:
          defaultingType: List
          defaultConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway}]
""",
        ("schedulerName", "schedulername", "unknown-field", "schedulername"),
    ),
    "admission": (
        """\
apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: PodSecurity
    configuration:
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {enforce: baseline}
""",
        ("plugins:", "plugin:", "unknown-field", "plugin"),
    ),
    "audit": (
        """\
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - level: Metadata
    resources: [{group: "", resources: [secrets]}]
""",
        ("level: Metadata", "level: Metdata", "invalid-value", "Metdata"),
    ),
    "encryption": (
        """\
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources: [secrets]
    providers:
      - aescbc: {keys: [{name: key1, secret: c2VjcmV0IGlzIHNlY3VyZQ==}]}
      - identity: {}
""",
        ("providers", "provider", "unknown-field", "provider"),
    ),
    "tracing": (
        """\
apiVersion: apiserver.config.k8s.io/v1
kind: TracingConfiguration
endpoint: localhost:4317
samplingRatePerMillion: 100
""",
        ("100", "often", "wrong-type", "often"),
    ),
    "authentication": (
        """\
apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
  - issuer: {url: "https://issuer.example.com", audiences: [app]}
    claimMappings: {username: {claim: sub, prefix: ""}}
""",
        ("[app]", "app", "wrong-type", "app"),
    ),
    "authorization": (
        """\
apiVersion: apiserver.config.k8s.io/v1
kind: AuthorizationConfiguration
authorizers:
  - {type: Node, name: node}
  - {type: RBAC, name: rbac}
""",
        ("authorizers", "authorizer", "unknown-field", "authorizer"),
    ),
    "kind": (
        """\
apiVersion: kind.x-k8s.io/v1alpha4
kind: Cluster
nodes:
  - role: control-plane
    extraPortMappings: [{containerPort: 80, hostPort: 8080, protocol: tcp}]
  - role: worker
""",
        ("role: worker", "role: node", "invalid-value", "node"),
    ),
    "kustomization": (
        """\
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [deployment.yaml]
patches:
  - path: patch.yaml
    target: {kind: Deployment, name: web}
images: [{name: web, newTag: v2}]
""",
        ("newTag", "newTags", "unknown-field", "newTags"),
    ),
    "kuberc": (
        """\
apiVersion: kubectl.config.k8s.io/v1beta1
kind: Preference
aliases:
  - {name: pods, command: get, appendArgs: [pods]}
""",
        ("appendArgs", "append", "unknown-field", "append"),
    ),
    "kubeadm upgrade": (
        """\
apiVersion: kubeadm.k8s.io/v1beta4
kind: UpgradeConfiguration
apply: {kubernetesVersion: v1.36.2, certificateRenewal: true, imagePullPolicy: IfNotPresent}
diff: {contextLines: 5}
node: {patches: {directory: /etc/kubernetes/patches}}
timeouts: {upgradeManifests: 5m0s}
""",
        ("certificateRenewal", "certificateRenew", "unknown-field", "certificateRenew"),
    ),
    "kubeadm reset": (
        """\
apiVersion: kubeadm.k8s.io/v1beta4
kind: ResetConfiguration
force: true
unmountFlags: [MNT_FORCE]
""",
        ("[MNT_FORCE]", "MNT_FORCE", "wrong-type", "MNT_FORCE"),
    ),
    "kubeadm with etcd": (
        """\
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
etcd:
  external: {endpoints: [], httpEndpoints: [], caFile: ca.crt, certFile: a.crt, keyFile: a.key}
""",
        ("httpEndpoints", "httpEndpoint", "unknown-field", "httpEndpoint"),
    ),
    "event rates": (
        """\
apiVersion: eventratelimit.admission.k8s.io/v1alpha1
kind: Configuration
limits:
  - {type: Namespace, qps: 50, burst: 100, cacheSize: 2000}
""",
        ("qps: 50", "qps: many", "wrong-type", "many"),
    ),
    "default tolerations": (
        """\
apiVersion: podtolerationrestriction.admission.k8s.io/v1alpha1
kind: Configuration
default: [{key: a, operator: Exists}]
""",
        ("operator", "operater", "unknown-field", "operater"),
    ),
    "policies in files": (
        """\
apiVersion: apiserver.config.k8s.io/v1
kind: ValidatingAdmissionPolicyConfiguration
staticManifestsDir: /etc/kubernetes/policies
""",
        ("staticManifestsDir", "staticManifestDir", "unknown-field", "staticManifestDir"),
    ),
    "abac": (
        """\
apiVersion: abac.authorization.kubernetes.io/v1beta1
kind: Policy
spec: {user: alice, namespace: "*", resource: "*", readonly: true}
""",
        ("readonly: true", "readonly: yes please", "wrong-type", "yes please"),
    ),
    "a provider of credentials": (
        """\
apiVersion: credentialprovider.kubelet.k8s.io/v1
kind: CredentialProviderResponse
cacheKeyType: Registry
cacheDuration: 10m
auth: {"*.example.com": {username: a, password: b}}
""",
        ("cacheDuration", "cacheduration", "unknown-field", "cacheduration"),
    ),
    "a review of images": (
        """\
apiVersion: imagepolicy.k8s.io/v1alpha1
kind: ImageReview
spec: {containers: [{image: "registry.example.com/a:1"}]}
""",
        ("containers", "container", "unknown-field", "container"),
    ),
    "a conversion": (
        """\
apiVersion: apiextensions.k8s.io/v1
kind: ConversionReview
request: {uid: "1", desiredAPIVersion: example.com/v1, objects: []}
response: {uid: "1", result: {status: Failure, message: "no"}, convertedObjects: []}
""",
        ("desiredAPIVersion", "desiredApiVersion", "unknown-field", "desiredApiVersion"),
    ),
    "message": (
        """\
apiVersion: admission.k8s.io/v1
kind: AdmissionReview
response: {uid: "1", allowed: true, status: {code: 403, message: "no"}}
""",
        ("allowed", "alowed", "unknown-field", "alowed"),
    ),
}
