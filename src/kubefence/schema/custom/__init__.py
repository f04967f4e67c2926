"""Custom resources: definitions that do not come with Kubernetes, made to stand beside those that do."""
