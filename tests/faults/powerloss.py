"""R2: the power goes the moment that a save is acknowledged, on ext4, XFS and btrfs.

The disk is a file behind a loop device. What that file holds right after the program said "done" is
what a power loss would have left; a copy of it is mounted and looked at."""
import os, shutil, subprocess, tempfile
from bench import GUIDE_ID, Home, LONG, Skipped, check, main, need, need_root

# Megabytes, the smallest that each makes.
DISKS = {"ext4": (16, ["mkfs.ext4", "-q"], ""), "xfs": (300, ["mkfs.xfs", "-q"], "nouuid"),
         "btrfs": (114, ["mkfs.btrfs", "-q"], "")}


def quiet(*words):
    return subprocess.run(words, capture_output=True, text=True)


def trial(kind, rounds):
    size, make, options = DISKS[kind]
    if shutil.which(make[0]) is None:
        return f"{kind}: no {make[0]}"
    folder = tempfile.mkdtemp(prefix="optout-power-")
    disk, copy, here, there = (os.path.join(folder, name) for name in ("disk", "copy", "here", "there"))
    os.mkdir(here), os.mkdir(there)
    mounted = False
    try:
        with open(disk, "wb") as file:
            file.truncate(size << 20)
        for words in ([*make, disk], ["mount", "-o", "loop", disk, here]):
            ran = quiet(*words)
            if ran.returncode != 0:
                return f"{kind}: {words[0]}: {ran.stderr.strip().splitlines()[-1:]}"
        mounted = True
        with Home(data=os.path.join(here, "data")) as home:
            os.sync()
            kept = 0
            for step in range(1, rounds + 1):
                ran = home.mark(step)
                check(ran.returncode == 0, ran)
                # Acknowledged: the plug is pulled now.
                quiet("cp", "--sparse=always", disk, copy)
                loop = ",".join(filter(None, ["loop", options]))
                ran = quiet("mount", "-o", loop, copy, there)
                check(ran.returncode == 0, ran)
                try:
                    path = os.path.join(there, "data/accounts", f"{home.account}.toml")
                    with open(path) as file:
                        text = file.read()
                    check(f"[guides.{GUIDE_ID}.s{step}]" in text, f"{kind}: mark {step} of {step} is lost: {text[-200:]!r}")
                    kept += 1
                finally:
                    quiet("umount", there)
        return f"{kind} {kept}/{rounds} kept"
    finally:
        if mounted:
            quiet("umount", here)
        shutil.rmtree(folder, ignore_errors=True)


def script():
    need_root()
    need("mount", "cp")
    told = [trial(kind, 50 if LONG else 10) for kind in DISKS]
    if not any("kept" in line for line in told):
        raise Skipped("; ".join(told))
    return "; ".join(told)


main(script)
