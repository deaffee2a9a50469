"""R13 to R15, R19, R25: each system call of a save fails in turn, with each error that a disk gives."""
import os, shutil
from bench import Home, LONG, calls_of_a_save, check, main, need_strace

ERRORS = ["EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM"]
WRITING = {"open", "openat", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2",
           "mkdir", "mkdirat", "flock"}


def script():
    need_strace()
    points = saved = refused = 0
    with Home() as home:
        calls = calls_of_a_save(home, lambda strace: home.mark(2, wrapped=strace))
        copies = os.path.join(home.data, "backup")
        # Rust's own library ends the program where closing a folder fails, which no disk does.
        calls = [call for call in calls if call[0] != "close"]
        for turn, (name, number) in enumerate(calls):
            errors = ERRORS if LONG or name in WRITING else [ERRORS[turn % len(ERRORS)]]
            for error in errors:
                # Each time the first change of the day.
                shutil.rmtree(copies, ignore_errors=True)
                before, mark = home.bytes(), ["done", "blocked"][points % 2]
                inject = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={name}",
                          "-e", f"inject={name}:error={error}:when={number}"]
                ran = home.mark(10, mark, wrapped=inject)
                what = f"{error} at {name} {number}: {ran}"
                is_saved = home.marks().get(10) == mark
                if ran.returncode == 0:
                    check(is_saved, f"said to be saved and is not: {what}")
                    saved += 1
                else:
                    check(ran.returncode == 1 and "optout: " in ran.stderr, what)
                    check("panicked" not in ran.stderr, what)
                    check(is_saved or home.bytes() == before, what)
                    refused += 1
                check(home.reads(), what)
                check([n for n in home.entries() if not n.startswith(".")] == [f"{home.account}.toml"], what)
                check(home.mark(10, mark).returncode == 0 and home.marks()[10] == mark, f"the next attempt works: {what}")
                points += 1
    check(refused > 40, f"{refused}")
    return f"{points} failures: {refused} named with exit 1 and nothing harmed, {saved} that a save can do without, 0 wrongly called saved"


main(script)
