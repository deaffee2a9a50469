"""R13, R14, R19, F-14: a full disk, one without inodes, a file-size limit, a read-only mount, a folder of somebody else."""
import os, shutil, subprocess
from bench import Home, OPTOUT, Screen, Skipped, check, main, need, need_root


def sh(*words):
    ran = subprocess.run(words, capture_output=True, text=True)
    if ran.returncode != 0:
        raise Skipped(f"{' '.join(words[:3])}: {ran.stderr.strip()}")


def refused_and_back(home, why, relieve):
    """A command and a screen while the disk refuses, and after that."""
    before = home.bytes()
    ran = home.mark(1)
    check(ran.returncode == 1 and why in ran.stderr.lower(), ran)
    check(home.bytes() == before, "the file is as it was")
    with Screen(home) as screen:
        screen.go_in()
        screen.press(" ")
        screen.wait_for("! NOT SAVED", "☑!Do thing 1 ")
        screen.press("\x1b[B")
        screen.wait_for("❯   ☐ Do thing 2 ")
        check(home.bytes() == before, "the file is as it was")
        relieve()
        screen.wait_for("✔ saved", "☑ Do thing 1 ", patience=40)
        check(home.marks() == {1: "done"}, home.marks())
        screen.press("\x03")
        check(screen.wait_end() == 0, "it ends well")
    left = [name for name in home.entries() if name != f"{home.account}.toml"]
    check(not left and home.reads(), left)
    home.mark(1, "todo")


def quit_unsaved(home, why):
    """Quitting names what is not saved, and the exit code tells."""
    before = home.bytes()
    with open(os.path.join(home.root, "err"), "w+") as err, Screen(home, err=err) as screen:
        screen.go_in()
        screen.press(" ")
        screen.wait_for("! NOT SAVED")
        screen.process.terminate()
        code = screen.wait_end()
        err.seek(0)
        text = err.read()
        check(code == 1 and "1 change could not be saved, for Personal" in text and why in text.lower(), (code, text))
    check(home.bytes() == before, "the file is as it was")


def on_tmpfs(options, fill, why):
    with Home() as home:
        os.rename(home.data, home.data + ".old")
        os.mkdir(home.data)
        sh("mount", "-t", "tmpfs", "-o", options, "none", home.data)
        try:
            shutil.copytree(home.data + ".old", home.data, dirs_exist_ok=True)
            undo = fill(home.data)
            quit_unsaved(home, why)
            refused_and_back(home, why, undo)
        finally:
            sh("umount", "-l", home.data)


def fill_bytes(folder):
    path = os.path.join(folder, "ballast")
    with open(path, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    return lambda: os.unlink(path)


def fill_inodes(folder):
    made = []
    try:
        while True:
            path = os.path.join(folder, f"ballast{len(made)}")
            open(path, "x").close()
            made.append(path)
    except OSError:
        pass
    return lambda: [os.unlink(path) for path in made]


def read_only():
    with Home() as home:
        sh("mount", "--bind", home.data, home.data)
        try:
            sh("mount", "-o", "remount,bind,ro", home.data)
            quit_unsaved(home, "read-only")
            refused_and_back(home, "read-only", lambda: sh("mount", "-o", "remount,bind,rw", home.data))
        finally:
            sh("umount", "-l", home.data)


def immutable():
    with Home() as home:
        folder = os.path.join(home.data, "accounts")
        if subprocess.run(["chattr", "+i", folder], capture_output=True).returncode != 0:
            return "chattr +i: not here"
        try:
            ran = home.mark(1)
            check(ran.returncode == 1 and "not permitted" in ran.stderr, ran)
        finally:
            sh("chattr", "-i", folder)
        check(home.mark(1).returncode == 0, "afterwards it works")
        return "an immutable folder"


def somebody_else():
    with Home() as home:
        os.chmod(home.root, 0o755)
        os.chmod(home.data, 0o755)
        os.chmod(os.path.join(home.data, "accounts"), 0o755)
        os.chmod(home.file, 0o644)
        for folder, _, names in os.walk(os.path.join(home.root, "config")):
            os.chmod(folder, 0o755)
            for name in names:
                os.chmod(os.path.join(folder, name), 0o644)
        program = os.path.join(home.root, "optout")
        shutil.copyfile(OPTOUT, program)
        os.chmod(program, 0o755)
        before = home.bytes()
        words = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", program]
        run = lambda *more: subprocess.run([*words, *more], env=home.environment(), capture_output=True, text=True)
        ran = run("status")
        check(ran.returncode == 0 and "Personal" in ran.stdout, ran)
        ran = run("mark", home.account, "test-route/s1", "done")
        check(ran.returncode == 1 and "permission denied" in ran.stderr.lower(), ran)
        check(home.bytes() == before, "nothing was changed")


def open_to_all():
    """A folder of another user that everybody may write to: it works, and says what is wrong with it."""
    with Home() as home:
        for folder in (home.data, os.path.join(home.data, "accounts")):
            os.chown(folder, 1, 1)
            os.chmod(folder, 0o777)
        for folder, names, files in os.walk(home.root):
            for name in [*names, *files]:
                path = os.path.join(folder, name)
                if "data" not in path:
                    os.chmod(path, 0o755)
        os.chmod(home.root, 0o755)
        # The lock and the file of whoever came first are nobody's business but theirs.
        os.unlink(os.path.join(home.data, ".lock"))
        os.unlink(home.file)
        program = os.path.join(home.root, "optout")
        shutil.copyfile(OPTOUT, program)
        os.chmod(program, 0o755)
        words = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", program]
        run = lambda *more: subprocess.run([*words, *more], env=home.environment(), capture_output=True, text=True)
        ran = run("account", "add", "--platform", "threads", "--label", "Mine")
        check(ran.returncode == 0, ran)
        account = ran.stdout.strip()
        ran = run("mark", account, "test-route/s1", "done")
        check(ran.returncode == 0 and ran.stderr.count("This folder belongs to another user") == 2, ran)
        path = os.path.join(home.data, "accounts", f"{account}.toml")
        there = os.stat(path)
        check((there.st_mode & 0o7777, there.st_uid) == (0o600, 65534), oct(there.st_mode))
        with open(path) as file:
            check('mark = "done"' in file.read(), "it is saved")
        check(os.stat(os.path.join(home.data, ".lock")).st_mode & 0o7777 == 0o600, "the lock is 0600")
        ran = run("account", "check")
        check(ran.returncode == 0 and ran.stdout.count("[mode]") == 2, ran)


def script():
    need_root()
    need("mount", "umount", "setpriv")
    on_tmpfs("size=64k", fill_bytes, "no space left")
    on_tmpfs("nr_inodes=12", fill_inodes, "no space left")
    read_only()
    more = immutable()
    somebody_else()
    open_to_all()
    return (
        f"full tmpfs, no inodes, read-only mount: named, kept, saved once there is room; {more}; "
        "a folder of another user, shut and open to all"
    )


main(script)
