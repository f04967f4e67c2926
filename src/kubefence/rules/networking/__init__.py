"""Rules of Services and what they lead to, of Ingresses and of NetworkPolicies."""

from kubefence.rules.model import Tables
from kubefence.rules.networking import (
    addresses,
    endpoint_slices,
    endpoints,
    ingress_classes,
    ingress_paths,
    ingresses,
    ip_addresses,
    network_policies,
    node_ports,
    service_addresses,
    service_ports,
    service_traffic,
    service_warnings,
    services,
)

MODULES: tuple[Tables, ...] = (
    services.TABLES,
    service_ports.TABLES,
    node_ports.TABLES,
    service_addresses.TABLES,
    service_traffic.TABLES,
    service_warnings.TABLES,
    addresses.TABLES,
    endpoints.TABLES,
    endpoint_slices.TABLES,
    ingresses.TABLES,
    ingress_paths.TABLES,
    ingress_classes.TABLES,
    network_policies.TABLES,
    ip_addresses.TABLES,
)
