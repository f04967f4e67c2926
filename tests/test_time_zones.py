"""The table of time zones: that of the pinned package, and read as it is written."""

from kubefence.facts import time_zones
from tests.helpers import loaded_script


def test_regenerating_it_gives_the_same_bytes() -> None:
    script = loaded_script("update_time_zones")
    assert script.TABLE.read_bytes() == script.generate().encode(), "run scripts/update_time_zones.py"


def test_names_of_every_depth_are_in_it() -> None:
    assert {"UTC", "Asia/Shanghai", "America/Argentina/Buenos_Aires"} <= time_zones.names()
    assert "source" not in time_zones.names()


def test_the_name_that_was_meant() -> None:
    assert time_zones.nearest("asia/shanghia") == "Asia/Shanghai"
    assert time_zones.nearest("nowhere") is None
