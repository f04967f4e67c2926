"""What Kubernetes says of itself, as tables, with their readers: enums, lifecycles, feature gates, time zones."""
