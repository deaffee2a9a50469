"""R5: two programs set random marks in one account at once; none is lost. 40 each, 200 with --long."""
import random, threading
from bench import Home, LONG, Screen, check, main


def script():
    marks = 200 if LONG else 40
    with Home() as home:
        acked, failures = [{}, {}], []

        def work(which):
            chance = random.Random(which)
            # Each has steps of its own, so that no mark can be overwritten rightly.
            for _ in range(marks):
                step = chance.randrange(1, 95) * 2 + which
                mark = chance.choice(["done", "skipped", "blocked"])
                ran = home.mark(step, mark)
                if ran.returncode == 0:
                    acked[which][step] = mark
                else:
                    failures.append(ran.stderr)

        threads = [threading.Thread(target=work, args=(which,)) for which in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found = home.marks()
        check(not failures, failures[:1])
        for which in (0, 1):
            for step, mark in acked[which].items():
                check(found.get(step) == mark, f"{step}: {found.get(step)} instead of {mark}")
        check(set(found) == set(acked[0]) | set(acked[1]), "nothing else was marked")
        # A screen and a command at once, too.
        with Screen(home) as screen:
            screen.go_in()
            screen.press(" ")
            ran = home.mark(199, "blocked")
            screen.wait_for("✔ saved")
            check(ran.returncode == 0 and home.marks()[199] == "blocked", "both are there")
        return f"2 programs, {len(acked[0]) + len(acked[1])} steps marked in {2 * marks} saves, 0 lost"


main(script)
