"""R1, R3, R4: killed before each system call of a save in turn, the file is the old or the new one."""
import os, shutil
from bench import Home, calls_of_a_save, check, main, need_strace


def script():
    need_strace()
    points = old = new = 0
    # The first change of a day makes a copy, the next one does not.
    for has_copy in (False, True):
        with Home() as home:
            if has_copy:
                home.mark(1)
            calls = calls_of_a_save(home, lambda strace: home.mark(2, wrapped=strace))
            check(2 in home.marks(), "the model run saved")
            step = 10
            before = home.bytes()
            for name, number in calls:
                if not has_copy:
                    shutil.rmtree(os.path.join(home.data, "backup"), ignore_errors=True)
                inject = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={name}",
                          "-e", f"inject={name}:error=EIO:signal=SIGKILL:when={number}"]
                ran = home.mark(step, wrapped=inject)
                what = f"killed at {name} {number}: {ran}"
                check(ran.returncode != 0, what)
                done = step in home.marks()
                if done:
                    new += 1
                else:
                    old += 1
                    check(home.bytes() == before, what)
                check(home.reads(), what)
                # What it left behind does not stand in the way.
                check(home.mark(step).returncode == 0 and step in home.marks(), what)
                before = home.bytes()
                step += 1
                points += 1
            left = [name for name in home.entries() if name.endswith(".tmp")]
            for name in left:
                path = os.path.join(home.data, "accounts", name)
                os.utime(path, (0, 0))
            home.mark(9)
            check(home.entries() == [f"{home.account}.toml"], f"left-overs go: {home.entries()}")
    check(old and new, f"{old} {new}")
    return f"{points} calls, each the last one: {old} times the old file, {new} times the new one, 0 mixtures"


main(script)
