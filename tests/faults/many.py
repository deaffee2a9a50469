"""R27: ten thousand accounts are listed, marked and shown."""
import os, time
from bench import GUIDE_ID, Home, Screen, check, main

MANY = 10_000


def timed(work):
    start = time.monotonic()
    found = work()
    return found, time.monotonic() - start


def script():
    told = []
    with Home() as home:
        text = home.bytes().decode().replace("Personal", "Number {n}").replace(home.account, "{id}")
        for n in range(MANY - 1):
            name = f"n{n:05}"
            path = os.path.join(home.data, "accounts", f"{name}.toml")
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(text.replace("{n}", str(n)).replace("{id}", name))
        ran, took = timed(lambda: home.command("status"))
        lines = [line for line in ran.stdout.splitlines() if "Number " in line or "Personal" in line]
        check(ran.returncode == 0 and ran.stderr == "" and len(lines) == MANY, (ran.returncode, len(lines), ran.stderr))
        told.append(f"status {took:.1f} s")

        ran, took = timed(lambda: home.command("mark", "n07777", f"{GUIDE_ID}/s1", "done"))
        check(ran.returncode == 0 and "1/200 done" in ran.stdout, ran)
        with open(os.path.join(home.data, "accounts/n07777.toml")) as file:
            check('mark = "done"' in file.read(), "the mark is in the file")
        told.append(f"mark {took:.1f} s")

        ran, took = timed(lambda: home.command("account", "check"))
        check(ran.returncode == 0 and f"No mistakes in {MANY} accounts." in ran.stdout, (ran.returncode, ran.stdout[-200:]))
        told.append(f"check {took:.1f} s")

        start = time.monotonic()
        with Screen(home) as screen:
            screen.wait_for("❯", f"{MANY} accounts")
            told.append(f"first frame {time.monotonic() - start:.1f} s")
            screen.press("/Number 4321")
            screen.wait_for("Number 4321 ")
            screen.press("\r")
            _, took = timed(lambda: (screen.press("\r"), screen.wait_for("❯   ☐ Do thing 1 ")))
            told.append(f"going in {took * 1000:.0f} ms")
            _, took = timed(lambda: (screen.press("\x1b[B"), screen.wait_for("❯   ☐ Do thing 2 ")))
            told.append(f"a key {took * 1000:.0f} ms")
            _, took = timed(lambda: (screen.press(" "), screen.wait_for("☑ Do thing 2 ", "✔ saved")))
            told.append(f"a tick saved {took * 1000:.0f} ms")
            screen.press("\x03")
            check(screen.wait_end() == 0, "it ends well")
        with open(os.path.join(home.data, "accounts/n04321.toml")) as file:
            check("test-route.s2]" in file.read(), "the tick is in the file")
    return f"{MANY} accounts: " + ", ".join(told)


main(script)
