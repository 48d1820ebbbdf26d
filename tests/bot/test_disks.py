"""A database file on a disk that a restart takes away is refused, and why is said."""

from pathlib import Path, PurePosixPath

import pytest

from bot.disks import kind_of_disk, refuse_throwaway_disk, why_lost
from bot.settings import SettingsFault

CONTAINER = """\
1021 871 0:58 / / rw,relatime master:420 - overlay overlay rw,lowerdir=/var/lib/l/A,upperdir=/var/lib/u
1022 1021 0:61 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw
1023 1021 0:62 / /dev rw,nosuid - tmpfs tmpfs rw,size=65536k,mode=755
1029 1021 0:63 / /tmp rw,nosuid - tmpfs tmpfs rw
1030 1021 8:1 /var/lib/volumes/clerk/_data /data rw,relatime master:1 - ext4 /dev/sda1 rw
1031 1021 8:1 /home/dana/My\\040Clerk /home/My\\040Clerk rw,relatime master:1 - xfs /dev/sdb1 rw
1032 1030 0:64 / /data/cache rw - tmpfs tmpfs rw
1033 1021 0:65 / /srv rw - tmpfs tmpfs rw
1034 1033 8:1 /srv /srv rw - ext4 /dev/sda1 rw
"""
"""In the form that proc(5) gives for /proc/PID/mountinfo."""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/app/data", "overlay"),
        ("/tmp/clerk", "tmpfs"),  # noqa: S108 - an example
        ("/data", "ext4"),
        ("/data/clerk/deep", "ext4"),
        ("/data/cache/clerk", "tmpfs"),
        ("/database", "overlay"),
        ("/home/My Clerk/data", "xfs"),
        ("/srv", "ext4"),
    ],
)
def test_a_folder_lies_on_the_mount_nearest_to_it(folder: str, kind: str) -> None:
    assert kind_of_disk(PurePosixPath(folder), CONTAINER) == kind


@pytest.mark.parametrize(
    ("folder", "is_dyno", "mounts", "why"),
    [
        ("/data", False, CONTAINER, None),
        ("/app/data", False, "", None),
        ("/data", True, "", "This host throws its disk away at each restart"),
        (
            "/app/data",
            False,
            CONTAINER,
            "The folder /app/data lies in the container itself, on overlay: it goes when the container does",
        ),
        ("/app/data", False, "a line of another form\n\n", None),
    ],
)
def test_what_a_restart_would_take_away_is_said(
    folder: str,
    is_dyno: bool,  # noqa: FBT001 - a column of the examples
    mounts: str,
    why: str | None,
) -> None:
    assert why_lost(PurePosixPath(folder), is_dyno=is_dyno, mounts=mounts) == why


def test_on_a_dyno_a_database_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsFault) as refused:
        refuse_throwaway_disk(f"sqlite:///{tmp_path}/clerk.db", {"DYNO": "web.1"})

    assert str(refused.value) == (
        "This host throws its disk away at each restart, and everything that the commission recorded would be lost "
        f"with it. Mount a volume at {tmp_path}, or set DATABASE_URL to a PostgreSQL database. "
        "To run Clerk here all the same, set CLERK_THROWAWAY_DISK=accept."
    )


def test_on_a_dyno_postgresql_is_taken_and_so_is_a_file_that_was_accepted(tmp_path: Path) -> None:
    refuse_throwaway_disk("postgresql://localhost/clerk", {"DYNO": "web.1"})
    refuse_throwaway_disk(
        f"sqlite:///{tmp_path}/clerk.db", {"DYNO": "web.1", "CLERK_THROWAWAY_DISK": "accept"}
    )
