"""Rules of Services and what they lead to, of Ingresses and of NetworkPolicies."""
