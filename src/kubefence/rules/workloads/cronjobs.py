"""CronJobs: schedule, time zone and name (``ValidateCronJobCreate``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.facts import time_zones
from kubefence.findings import Text
from kubefence.formats import cron
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.values import shown
from kubefence.rules.workloads.generated_names import name_length
from kubefence.yamldoc.document import Path

LONGEST_NAME = 52

_CRON_JOB = """\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: {name}
spec:
  schedule: "{schedule}"
  timeZone: {zone}
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example.com/report:1.0.0
"""

ZONE_IN_SCHEDULE = Rule(
    id="time-zone-in-schedule",
    title=Text("把时区写进了 schedule", "a time zone in the schedule"),
    why=Text(
        "schedule 里的 TZ= 或 CRON_TZ= 从未得到官方支持，新建的 CronJob 带它会被拒绝。",
        "TZ= or CRON_TZ= in a schedule was never supported; a new CronJob with it is refused.",
    ),
    fix=Text("把时区写到 spec.timeZone。", "Write the time zone into spec.timeZone."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/cron-jobs/#time-zones",
    wrong=_CRON_JOB.format(name="report", schedule="CRON_TZ=Asia/Shanghai 0 8 * * *", zone="Asia/Shanghai"),
    right=_CRON_JOB.format(name="report", schedule="0 8 * * *", zone="Asia/Shanghai"),
)
UNKNOWN_ZONE = Rule(
    id="unknown-time-zone",
    title=Text("没有这个时区", "no such time zone"),
    why=Text(
        "timeZone 只认 IANA 时区数据库中的名称，并区分大小写；UTC+8、CST、Local 之类会被拒绝。",
        "timeZone takes the names of the IANA database only, in their case; UTC+8, CST or Local are refused.",
    ),
    fix=Text("写 Asia/Shanghai、Europe/Berlin、Etc/UTC 这样的名称。", "Write a name such as Asia/Shanghai or Etc/UTC."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/cron-jobs/#time-zones",
    wrong=_CRON_JOB.format(name="report", schedule="0 8 * * *", zone="UTC+8"),
    right=_CRON_JOB.format(name="report", schedule="0 8 * * *", zone="Asia/Shanghai"),
)
NAME_TOO_LONG = Rule(
    id="cronjob-name-too-long",
    title=Text("CronJob 的名称超过 52 个字符", "a CronJob name of more than 52 characters"),
    why=Text(
        "控制器在名称后加 11 个字符作为 Job 的名称，而 Job 的名称最多 63 个字符。",
        "The controller adds 11 characters to make the name of a Job, which has at most 63.",
    ),
    fix=Text("缩短 metadata.name。", "Shorten metadata.name."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/cron-jobs/#writing-a-cronjob-spec",
    wrong=_CRON_JOB.format(name="-".join(["nightly-report"] * 4), schedule="0 8 * * *", zone="Asia/Shanghai"),
    right=_CRON_JOB.format(name="nightly-report", schedule="0 8 * * *", zone="Asia/Shanghai"),
)


def schedule(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validateScheduleFormat``."""
    if value == "":
        yield site.problem("missing-field", at, "schedule 不能为空", "schedule may not be empty")
    elif isinstance(value, str) and "TZ" in value:
        yield site.problem(
            ZONE_IN_SCHEDULE.id,
            at,
            "schedule 里不能写 TZ 或 CRON_TZ：把时区写到 timeZone",
            "schedule cannot have TZ or CRON_TZ: write the time zone into timeZone",
        )
    elif isinstance(value, str) and (wrong := cron.schedule(value)):
        yield site.problem(
            "invalid-format", at, f"{shown(value)} 的写法不对：{wrong.zh}", f"{shown(value)}: {wrong.en}"
        )


def time_zone(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validateTimeZone``."""
    if not isinstance(value, str) or value in time_zones.names():
        return
    near = time_zones.nearest(value)
    meant = (
        (f"，是不是 {near}？", f", did you mean {near}?") if near else ("，如 Asia/Shanghai", ", such as Asia/Shanghai")
    )
    yield site.problem(
        UNKNOWN_ZONE.id,
        at,
        f"没有时区 {shown(value)}：写 IANA 时区名{meant[0]}",
        f"there is no time zone {shown(value)}: write an IANA name{meant[1]}",
    )


def name_fits(cron_job: Site) -> Iterator[Problem]:
    """The names of the Jobs are made from it."""
    metadata = cron_job.child("metadata")
    if metadata is not None and name_length(metadata) > LONGEST_NAME:
        yield metadata.problem(
            NAME_TOO_LONG.id,
            "name" if metadata.has("name") else "generateName",
            f"名称有 {name_length(metadata)} 个字符，CronJob 最多 {LONGEST_NAME} 个",
            f"the name has {name_length(metadata)} characters, a CronJob can have {LONGEST_NAME}",
        )


TABLES = Tables(
    rules=(ZONE_IN_SCHEDULE, UNKNOWN_ZONE, NAME_TOO_LONG),
    checks={"batch.v1.CronJob": (name_fits,)},
    fields={"batch.v1.CronJobSpec.schedule": (schedule,), "batch.v1.CronJobSpec.timeZone": (time_zone,)},
)
