"""R16: a disk that takes two seconds for each sync, with keys answered meanwhile; quitting waits."""
import time
from bench import Home, Screen, check, main, need_strace


def script():
    need_strace()
    delay = ["strace", "-f", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:delay_enter=2000000"]
    with Home() as home:
        # The copy of the day is there already, so that a save is two syncs.
        home.mark(200)
        with Screen(home, wrapped=delay) as screen:
            screen.go_in()
            screen.press(" ")
            start = time.monotonic()
            screen.wait_for("… saving", "☑…Do thing 1 ")
            paints = []
            for step in [2, 3, 4, 5, 6, 7, 8, 9, 10, 9, 8, 7, 6, 5, 4, 3, 2, 3, 4, 5]:
                key = "\x1b[B" if not paints or step > here else "\x1b[A"
                pressed = time.monotonic()
                screen.press(key)
                shown = screen.wait_for(f"❯   ☐ Do thing {step} ")
                paints.append((time.monotonic() - pressed) * 1000)
                here = step
                check("✔ saved" not in shown, "all that before the disk was ready")
            check(1 not in home.marks(), "keys were answered before the file was replaced") if time.monotonic() - start < 1.9 else None
            screen.wait_for("✔ saved")
            took = time.monotonic() - start
            check(took > 3.9, f"saved was said after {took:.1f} s")
            check(home.marks()[1] == "done", "it is")
            # Quitting waits for what is on its way.
            screen.press(" ")
            screen.wait_for("… saving")
            screen.press("\x03")
            code = screen.wait_end()
            check(code == 0 and home.marks().get(5) == "done", (code, home.marks(), screen.text()))
        paints.sort()
        return (f"saved after {took:.1f} s; {len(paints)} keys meanwhile, painted after {paints[len(paints) // 2]:.0f} ms "
                f"(median), {paints[-1]:.0f} ms (slowest, under strace); quitting waited and saved")


main(script)
