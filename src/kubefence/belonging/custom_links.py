"""Which fields of well-known custom resources name other objects. The fields are those of the CRDs that are carried."""

from __future__ import annotations

from collections.abc import Sequence

from kubefence.belonging.rows import Link, Part

_KEY, _PORT = Part("key", "key"), Part("port", "port")
_GATEWAY = "Gateway.gateway.networking.k8s.io"
_PARENT = (Part("sectionName", "listener"), Part("port", "listening"))
_OF_GATEWAYS = (
    *(
        link
        for route in ("HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute")
        for link in (
            Link(route, "spec.parentRefs[].name", _GATEWAY, "kind", _PARENT),
            Link(route, "spec.rules[].backendRefs[].name", "Service", "kind", (_PORT,)),
        )
    ),
    *(
        Link(route, "spec.rules[].filters[].requestMirror.backendRef.name", "Service", "kind", (_PORT,))
        for route in ("HTTPRoute", "GRPCRoute")
    ),
    Link(_GATEWAY, "spec.gatewayClassName", "GatewayClass"),
    Link(_GATEWAY, "spec.listeners[].tls.certificateRefs[].name", "Secret", "kind"),
    Link("ListenerSet", "spec.parentRef.name", _GATEWAY, "kind"),
    Link("ListenerSet", "spec.listeners[].tls.certificateRefs[].name", "Secret", "kind"),
    Link("BackendTLSPolicy", "spec.targetRefs[].name", "", "kind", (Part("sectionName", "name"),)),
    Link("BackendTLSPolicy", "spec.validation.caCertificateRefs[].name", "", "kind"),
    Link("VirtualService.networking.istio.io", "spec.gateways[]", "Gateway.networking.istio.io"),
    *(
        Link(f"{policy}.security.istio.io", "spec.targetRef.name", "", "kind")
        for policy in ("AuthorizationPolicy", "RequestAuthentication")
    ),
)
_OF_SCALING = (
    Link("VerticalPodAutoscaler", "spec.targetRef.name", "", "kind"),
    Link("ScaledObject.keda.sh", "spec.scaleTargetRef.name", "Deployment", "kind"),
    *(
        Link(scaled, "spec.triggers[].authenticationRef.name", "TriggerAuthentication", "kind")
        for scaled in ("ScaledObject.keda.sh", "ScaledJob.keda.sh")
    ),
    Link("TriggerAuthentication", "spec.secretTargetRef[].name", "Secret", parts=(_KEY,)),
    Link("TriggerAuthentication", "spec.configMapTargetRef[].name", "ConfigMap", parts=(_KEY,)),
    Link("NodePool.karpenter.sh", "spec.template.spec.nodeClassRef.name", "", "kind"),
    Link("LocalQueue", "spec.clusterQueue", "ClusterQueue"),
    Link("ClusterQueue", "spec.resourceGroups[].flavors[].name", "ResourceFlavor"),
    Link("ResourceFlavor", "spec.topologyName", "Topology.kueue.x-k8s.io"),
)
_SERVICES = ("canary.stable", "canary.canary", "blueGreen.active", "blueGreen.preview")
_ANALYSES = ("canary.analysis", "canary.steps[].analysis", "blueGreen.prePromotionAnalysis")
_OF_ROLLOUTS = (
    Link("Rollout.argoproj.io", "spec.workloadRef.name", "", "kind"),
    *(Link("Rollout.argoproj.io", f"spec.strategy.{at}Service", "Service") for at in _SERVICES),
    Link("Rollout.argoproj.io", "spec.strategy.canary.trafficRouting.nginx.stableIngress", "Ingress"),
    *(
        Link(of, f"spec.{at}.templateName", "AnalysisTemplate", wide="clusterScope")
        for of, at in (
            *(
                ("Rollout.argoproj.io", f"strategy.{each}.templates[]")
                for each in (*_ANALYSES, "blueGreen.postPromotionAnalysis")
            ),
            ("Experiment.argoproj.io", "analyses[]"),
        )
    ),
    *(
        Link(of, "spec.args[].valueFrom.secretKeyRef.name", "Secret", parts=(_KEY,))
        for of in ("AnalysisTemplate", "ClusterAnalysisTemplate")
    ),
)
_SOURCES = ("GitRepository", "OCIRepository", "HelmRepository", "Bucket.source.toolkit.fluxcd.io")
_OF_FLUX = (
    *(Link(of, "spec.secretRef.name", "Secret") for of in (*_SOURCES, "ImageRepository", "Receiver")),
    *(Link(of, "spec.certSecretRef.name", "Secret") for of in _SOURCES[1:]),
    Link("Provider.notification.toolkit.fluxcd.io", "spec.secretRef.name", "Secret"),
    Link("Alert.notification.toolkit.fluxcd.io", "spec.providerRef.name", "Provider"),
    Link("ImagePolicy.image.toolkit.fluxcd.io", "spec.imageRepositoryRef.name", "ImageRepository"),
    Link("HelmRelease", "spec.chart.spec.sourceRef.name", "", "kind"),
    Link("HelmRelease", "spec.chartRef.name", "", "kind"),
    Link("HelmRelease", "spec.valuesFrom[].name", "", "kind", (Part("valuesKey", "key"),)),
    Link("HelmRelease", "spec.serviceAccountName", "ServiceAccount"),
    Link("Kustomization.kustomize.toolkit.fluxcd.io", "spec.sourceRef.name", "", "kind"),
    Link("Kustomization.kustomize.toolkit.fluxcd.io", "spec.decryption.secretRef.name", "Secret"),
    Link("Kustomization.kustomize.toolkit.fluxcd.io", "spec.serviceAccountName", "ServiceAccount"),
)
_PASSWORDS = tuple(
    Link("Certificate.cert-manager.io", f"spec.keystores.{form}.passwordSecretRef.name", "Secret", parts=(_KEY,))
    for form in ("jks", "pkcs12")
)
_OTHERS = (
    Link("Certificate.cert-manager.io", "spec.issuerRef.name", "Issuer", "kind"),
    *_PASSWORDS,
    Link("Issuer.cert-manager.io", "spec.ca.secretName", "Secret"),
    Link("ExternalSecret", "spec.secretStoreRef.name", "SecretStore", "kind"),
    Link("VolumeSnapshot", "spec.source.persistentVolumeClaimName", "PersistentVolumeClaim"),
    Link("VolumeSnapshot", "spec.source.volumeSnapshotContentName", "VolumeSnapshotContent"),
    Link("VolumeSnapshot", "spec.volumeSnapshotClassName", "VolumeSnapshotClass"),
    Link("VolumeSnapshotContent", "spec.volumeSnapshotRef.name", "VolumeSnapshot"),
    Link("Prometheus.monitoring.coreos.com", "spec.serviceAccountName", "ServiceAccount"),
    Link("CiliumBGPClusterConfig", "spec.bgpInstances[].peers[].peerConfigRef.name", "CiliumBGPPeerConfig"),
)
LINKS: Sequence[Link] = (*_OF_GATEWAYS, *_OF_SCALING, *_OF_ROLLOUTS, *_OF_FLUX, *_OTHERS)
