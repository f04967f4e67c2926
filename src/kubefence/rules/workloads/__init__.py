"""Rules of the controllers that run Pods, of their autoscalers and their disruption budgets."""

from kubefence.rules.model import Tables
from kubefence.rules.workloads import (
    autoscalers,
    budgets,
    counts,
    cronjobs,
    job_failures,
    job_selectors,
    job_successes,
    jobs,
    label_selectors,
    metrics,
    pod_names,
    replication,
    rollouts,
    scaling_policies,
    selectors,
    statefulsets,
    subresources,
    templates,
)

MODULES: tuple[Tables, ...] = (
    label_selectors.TABLES,
    selectors.TABLES,
    templates.TABLES,
    counts.TABLES,
    pod_names.TABLES,
    rollouts.TABLES,
    statefulsets.TABLES,
    replication.TABLES,
    jobs.TABLES,
    job_failures.TABLES,
    job_successes.TABLES,
    job_selectors.TABLES,
    cronjobs.TABLES,
    autoscalers.TABLES,
    metrics.TABLES,
    scaling_policies.TABLES,
    budgets.TABLES,
    subresources.TABLES,
)
