"""Jobs and CronJobs: what the API server refuses or warns of, and the neighbouring cases that it takes."""

import pytest
from tests.helpers import fenced, rules
from verdicts import judged
from workload_manifests import found, workload

from kubefence.rules.engine.model import Root, Site
from kubefence.rules.workloads.cronjobs import time_zone
from kubefence.rules.workloads.job_successes import counted

INDEXED = "completionMode: Indexed, completions: 5"
RESTART = "template.spec.restartPolicy"


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("{}", set()),
        ("{template: {spec: {restartPolicy: OnFailure}}}", set()),
        ("{template: {spec: {restartPolicy: Always}}}", {f"job-restart-policy {RESTART}"}),
        ("{template: {spec: {restartPolicy: null}}}", {f"job-restart-policy {RESTART}"}),
        ("{template: {spec: {restartPolicy: Sometimes}}}", {f"invalid-value {RESTART}"}),
        ("{template: null}", {"missing-field template.spec.containers"}),
        ("{parallelism: 0, completions: 0, backoffLimit: 0, ttlSecondsAfterFinished: 0}", set()),
        ("{parallelism: -1}", {"out-of-range parallelism"}),
        ("{completions: -1}", {"out-of-range completions"}),
        ("{backoffLimit: -1}", {"out-of-range backoffLimit"}),
        ("{activeDeadlineSeconds: -1}", {"out-of-range activeDeadlineSeconds"}),
        ("{ttlSecondsAfterFinished: -1}", {"out-of-range ttlSecondsAfterFinished"}),
        ("{managedBy: kueue.x-k8s.io/multikueue}", set()),
        ("{managedBy: multikueue}", {"invalid-format managedBy"}),
        ("{managedBy: Example.com/x}", {"invalid-format managedBy"}),
        ("{managedBy: 'example.com/a b'}", {"invalid-format managedBy"}),
        (f"{{managedBy: example.com/{'x' * 52}}}", {"invalid-format managedBy"}),
        ("{completionMode: ''}", {"invalid-value completionMode"}),
        ("{podReplacementPolicy: ''}", {"invalid-value podReplacementPolicy"}),
    ],
)
def test_job(spec: str, expected: set[str]) -> None:
    assert found(workload("Job", spec)) == expected


def test_a_part_of_a_job_without_its_template() -> None:
    assert rules(fenced("backoffLimit: 2\n", 'yaml fragment="Job.spec"')) == []
    with_template = "template: {spec: {containers: [{name: a, image: a}]}}\n"
    assert rules(fenced(with_template, 'yaml fragment="Job.spec"')) == ["job-restart-policy"]


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("{completionMode: Indexed}", set()),
        ("{completionMode: Indexed, parallelism: 2}", {"missing-field completions"}),
        (f"{{{INDEXED}, backoffLimitPerIndex: 1, maxFailedIndexes: 5}}", set()),
        (f"{{{INDEXED}, backoffLimitPerIndex: 1, maxFailedIndexes: 6}}", {"out-of-range maxFailedIndexes"}),
        (f"{{{INDEXED}, maxFailedIndexes: 1}}", {"missing-field backoffLimitPerIndex"}),
        ("{backoffLimitPerIndex: 1}", {"job-not-indexed backoffLimitPerIndex"}),
        ("{completionMode: NonIndexed, successPolicy: {rules: []}}", {"job-not-indexed successPolicy"}),
        ("{completionMode: Indexed, completions: 5, parallelism: 100001}", {"out-of-range parallelism"}),
        ("{completionMode: Indexed, completions: 100001, backoffLimitPerIndex: 1}", {"missing-field maxFailedIndexes"}),
        (
            "{completionMode: Indexed, completions: 100001, backoffLimitPerIndex: 1, maxFailedIndexes: 10001,"
            " parallelism: 10001}",
            {"out-of-range maxFailedIndexes", "out-of-range parallelism"},
        ),
        ("{completionMode: Indexed, completions: 100001, parallelism: 10000}", set()),
        ("{completionMode: Indexed, completions: 100001, parallelism: 10001}", {"~job-with-many-indexes spec"}),
        ("{completionMode: Indexed, completions: 100001, parallelism: 100000}", {"~job-with-many-indexes spec"}),
        ("{completionMode: Indexed, completions: 100001, parallelism: 100001}", {"out-of-range parallelism"}),
        ("{completionMode: Indexed, completions: 100000, parallelism: 10001}", set()),
    ],
)
def test_indexed_job(spec: str, expected: set[str]) -> None:
    assert found(workload("Job", spec)) == expected


def test_host_name_of_an_indexed_job() -> None:
    for name, right in (("w" * 61, True), ("w" * 62, False)):
        expected = set() if right else {"invalid-name metadata.name"}
        assert found(workload("Job", f"{{{INDEXED}}}", metadata=f"{{name: {name}}}")) == expected
    assert "invalid-name metadata.name" in found(workload("Job", f"{{{INDEXED}}}", metadata="{name: web.v1}"))


@pytest.mark.parametrize(
    ("completions", "refused"),
    [(0, False), (1, True), (10, True), (11, True)],  # without completions there is no Pod that needs a host name
)
def test_host_name_of_the_last_index(completions: int, refused: bool) -> None:
    job = f"{{completionMode: Indexed, completions: {completions}}}"
    assert ("invalid-name metadata.name" in found(workload("Job", job, metadata="{name: web.v1}"))) is refused
    digits = len(str(max(0, completions - 1)))
    fits, too_long = (f"{{name: {'w' * (62 - digits + more)}}}" for more in (0, 1))
    assert found(workload("Job", job, metadata=fits)) == set()
    assert (found(workload("Job", job, metadata=too_long)) == {"invalid-name metadata.name"}) is refused


RULE = "podFailurePolicy.rules[0]"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{action: FailJob, onExitCodes: {operator: In, values: [1, 42]}}", set()),
        ("{action: Ignore, onPodConditions: [{type: DisruptionTarget}]}", set()),
        ("{action: Count, onExitCodes: {containerName: app, operator: NotIn, values: [0, 1]}}", set()),
        ("{action: FailIndex, onExitCodes: {operator: In, values: [1]}}", {f"missing-field {RULE}.action"}),
        ("{action: Retry, onExitCodes: {operator: In, values: [1]}}", {f"invalid-value {RULE}.action"}),
        ("{action: FailJob}", {f"missing-field {RULE}"}),
        (
            "{action: FailJob, onExitCodes: {operator: In, values: [1]}, onPodConditions: [{type: A, status: 'True'}]}",
            {f"mutually-exclusive {RULE}"},
        ),
        ("{action: FailJob, onExitCodes: {operator: In, values: []}}", {f"missing-field {RULE}.onExitCodes.values"}),
        (
            "{action: FailJob, onExitCodes: {operator: In, values: [0, 1]}}",
            {f"invalid-value {RULE}.onExitCodes.values[0]"},
        ),
        (
            "{action: FailJob, onExitCodes: {operator: In, values: [1, 1]}}",
            {f"duplicate-entry {RULE}.onExitCodes.values[1]"},
        ),
        (
            "{action: FailJob, onExitCodes: {operator: In, values: [2, 1]}}",
            {f"invalid-format {RULE}.onExitCodes.values"},
        ),
        (
            "{action: FailJob, onExitCodes: {containerName: other, operator: In, values: [1]}}",
            {f"unknown-reference {RULE}.onExitCodes.containerName"},
        ),
        (
            "{action: Ignore, onPodConditions: [{type: 'not a type', status: Yes}]}",
            {f"invalid-format {RULE}.onPodConditions[0].type", f"wrong-type {RULE}.onPodConditions[0].status"},
        ),
        (
            "{action: Ignore, onPodConditions: [{type: Ready, status: 'yes'}]}",
            {f"invalid-value {RULE}.onPodConditions[0].status"},
        ),
    ],
)
def test_pod_failure_policy(rule: str, expected: set[str]) -> None:
    assert found(workload("Job", f"{{podFailurePolicy: {{rules: [{rule}]}}}}")) == expected


def test_pod_failure_policy_asks_for_never_and_failed() -> None:
    policy = "podFailurePolicy: {rules: []}"
    assert found(workload("Job", "{podFailurePolicy: {}}")) == set()
    assert found(workload("Job", f"{{{policy}, podReplacementPolicy: Failed}}")) == set()
    assert found(workload("Job", f"{{{policy}, podReplacementPolicy: TerminatingOrFailed}}")) == {
        "invalid-value podReplacementPolicy"
    }
    assert found(workload("Job", f"{{{policy}, template: {{spec: {{restartPolicy: OnFailure}}}}}}")) == {
        f"invalid-value {RESTART}"
    }


def test_a_name_can_be_long_where_labels_are_made_by_hand() -> None:
    by_hand = "manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}}"
    long = f"{{name: {'w' * 64}}}"
    assert found(workload("Job", metadata=long)) == {"job-name-too-long metadata.name"}
    assert found(workload("Job", f"{{{by_hand}}}", metadata=long)) == set()
    assert found(workload("Job", f"{{{by_hand}, {INDEXED}}}", metadata=long)) == {"invalid-name metadata.name"}


SUCCESS = "successPolicy.rules"


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("[{succeededCount: 3}]", set()),
        ("[{succeededIndexes: '0,2-4'}]", set()),
        ("[{succeededIndexes: '0,2-4', succeededCount: 4}]", set()),
        ("[{succeededIndexes: '0,2-4', succeededCount: 5}]", {f"out-of-range {SUCCESS}[0].succeededCount"}),
        ("[{succeededCount: 6}]", {f"out-of-range {SUCCESS}[0].succeededCount"}),
        ("[{succeededIndexes: '4-5'}]", {f"invalid-format {SUCCESS}[0].succeededIndexes"}),
        ("[{succeededIndexes: '2,1'}]", {f"invalid-format {SUCCESS}[0].succeededIndexes"}),
        ("[{succeededIndexes: '1-1'}]", {f"invalid-format {SUCCESS}[0].succeededIndexes"}),
        ("[{succeededIndexes: '0, 1'}]", {f"invalid-format {SUCCESS}[0].succeededIndexes"}),
        ("[{succeededIndexes: '0-1-2'}]", {f"invalid-format {SUCCESS}[0].succeededIndexes"}),
        ("[{}]", {f"missing-field {SUCCESS}[0]"}),
        ("[]", {f"missing-field {SUCCESS}"}),
    ],
)
def test_success_policy(rules: str, expected: set[str]) -> None:
    assert found(workload("Job", f"{{{INDEXED}, successPolicy: {{rules: {rules}}}}}")) == expected


LABELS = "template.metadata.labels"


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("{selector: {matchLabels: {job-name: web}}}", set()),
        ("{selector: {matchLabels: {app: web}}}", {"job-selector-set selector"}),
        ("{selector: {matchLabels: {controller-uid: 8f1c}}}", {"job-selector-set selector"}),
        *(
            (f"{{template: {{metadata: {{labels: {{{key}: x}}}}}}}}", {f"job-selector-set {LABELS}{shown}"})
            for key, shown in (
                ("job-name", ".job-name"),
                ("controller-uid", ".controller-uid"),
                ("batch.kubernetes.io/job-name", "[batch.kubernetes.io/job-name]"),
            )
        ),
        ("{template: {metadata: {labels: {job-name: web, app: x}}}}", set()),
        ("{template: {metadata: {labels: {job-name: api}}}}", {f"job-selector-set {LABELS}.job-name"}),
        (
            "{template: {metadata: {labels: {batch.kubernetes.io/controller-uid: 8f1c}}}}",
            {f"job-selector-set {LABELS}[batch.kubernetes.io/controller-uid]"},
        ),
        (
            "{manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}}}",
            set(),
        ),
        ("{manualSelector: true, selector: {matchLabels: {a: b}}}", {f"selector-mismatch {LABELS}"}),
        ("{manualSelector: true}", {"missing-field selector"}),
    ],
)
def test_selector_of_a_job(spec: str, expected: set[str]) -> None:
    assert found(workload("Job", spec)) == expected


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("{}", set()),
        ("{concurrencyPolicy: Forbid, suspend: true}", set()),
        ("{concurrencyPolicy: Skip}", {"invalid-value concurrencyPolicy"}),
        ("{startingDeadlineSeconds: -1}", {"out-of-range startingDeadlineSeconds"}),
        ("{successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 0}", set()),
        ("{successfulJobsHistoryLimit: -1}", {"out-of-range successfulJobsHistoryLimit"}),
        ("{failedJobsHistoryLimit: -1}", {"out-of-range failedJobsHistoryLimit"}),
        ("{schedule: ''}", {"missing-field schedule"}),
        ("{schedule: 0 25 * * *}", {"invalid-format schedule"}),
        ("{schedule: TZ=UTC 0 8 * * *}", {"time-zone-in-schedule schedule"}),
        ("{schedule: CRON_TZ=UTC 0 8 * * *}", {"time-zone-in-schedule schedule"}),
        ("{timeZone: Asia/Shanghai}", set()),
        ("{timeZone: Etc/UTC}", set()),
        ("{timeZone: UTC}", set()),
        ("{timeZone: asia/shanghai}", {"unknown-time-zone timeZone"}),
        ("{timeZone: Local}", {"unknown-time-zone timeZone"}),
        ("{timeZone: UTC+8}", {"unknown-time-zone timeZone"}),
        ("{timeZone: ''}", {"unknown-time-zone timeZone"}),
        ("{jobTemplate: {spec: {selector: {}}}}", {"forbidden-field jobTemplate.spec.selector"}),
        ("{jobTemplate: {spec: {manualSelector: true}}}", {"forbidden-field jobTemplate.spec.manualSelector"}),
        ("{jobTemplate: {spec: {manualSelector: false}}}", set()),
        (
            "{jobTemplate: {spec: {template: {spec: {restartPolicy: Always}}}}}",
            {"job-restart-policy jobTemplate.spec.template.spec.restartPolicy"},
        ),
        # SetDefaults_Job does not reach into the template of a CronJob
        ("{jobTemplate: {spec: {completionMode: Indexed}}}", {"missing-field jobTemplate.spec.completions"}),
        ("{jobTemplate: null}", {"missing-field jobTemplate.spec.template.spec.containers"}),
    ],
)
def test_cron_job(spec: str, expected: set[str]) -> None:
    assert found(workload("CronJob", spec)) == expected


def test_nothing_in_a_template() -> None:
    manifest = (
        "apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: web\nspec:\n  schedule: '@daily'\n  jobTemplate:\n"
    )
    missing = {"missing-field jobTemplate.spec.template.spec.containers"}
    assert found(manifest) == found(manifest + "    spec:\n") == missing


FIVE_DIGITS = [*map(str, range(10_000, 20_923))]


@pytest.mark.parametrize(
    ("indexes", "count"),
    [
        ("", 0),
        ("0", 1),
        ("0,2-4,29999", 5),
        ("3-4", 2),
        ("4-4", None),
        ("4-3", None),
        ("1,1", None),
        ("2,1", None),
        ("1-3,3", None),
        ("30000", None),
        ("29999-30000", None),
        ("1-2-3", None),
        ("a", None),
        ("1,", None),
        ("-1", None),
        (",".join(["9999", *FIVE_DIGITS[:10_922]]), 10_923),  # of 65,536 characters
        (",".join(FIVE_DIGITS), None),  # and of one more
    ],
)
def test_lists_of_indexes(indexes: str, count: int | None) -> None:
    found = counted(indexes, 30_000)
    assert (found if isinstance(found, int) else None) == count


@pytest.mark.parametrize("template", ["", "template: null"])
def test_a_job_without_a_template_lacks_that_and_nothing_else(template: str) -> None:
    job = f"apiVersion: batch/v1\nkind: Job\nmetadata: {{name: a}}\nspec: {{{template}}}\n"
    assert {line for line in judged(job) if "restart" in line} == set()
    assert any(line.startswith("missing-field spec.template") for line in judged(job))


@pytest.mark.parametrize(
    ("zone", "hint"), [("asia/shanghai", "did you mean Asia/Shanghai?"), ("Moon/Base", "such as Asia/Shanghai")]
)
def test_a_zone_that_may_be_meant_is_named(zone: str, hint: str) -> None:
    (problem,) = time_zone(Site({"timeZone": zone}, (), "", Root({}, ""), None), ("timeZone",), zone)
    assert hint in problem.text.en
    assert hint.split(" ")[-1].rstrip("?") in problem.text.zh
    assert ("did you mean" in problem.text.en) == ("是不是" in problem.text.zh) == ("mean" in hint)


@pytest.mark.parametrize(
    ("length", "rule"), [(61, ""), (62, "invalid-name"), (63, "invalid-name"), (64, "job-name-too-long")]
)
def test_a_name_is_too_long_in_one_way_only(length: int, rule: str) -> None:
    lines = found(workload("Job", "{completionMode: Indexed, completions: 1}", metadata=f"{{name: {'w' * length}}}"))
    assert lines == ({f"{rule} metadata.name"} if rule else set())
