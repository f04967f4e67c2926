"""Rules of the controllers that run Pods, of their autoscalers and their disruption budgets."""
