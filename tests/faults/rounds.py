"""R1: start, tick, kill -9 at the very moment of "saved" or at any other; 50 rounds, 500 with --long."""
import os, random, signal, time
from bench import Home, LONG, Screen, check, main


def script():
    rounds, sure, lost = (500 if LONG else 50), 0, 0
    chance = random.Random(20261121)
    with Home() as home:
        done = set()
        for turn in range(rounds):
            with Screen(home) as screen:
                # A file that could not be read would be told here.
                screen.wait_for("❯", "Personal", gone=("warning",))
                screen.go_in()
                before = home.bytes()
                # The cursor stands on the next open step, so that Enter or a blank ticks it.
                screen.press(" ")
                if turn % 2 == 0:
                    screen.wait_for("✔ saved", "☑ Do thing")
                    os.kill(screen.process.pid, signal.SIGKILL)
                    screen.process.wait()
                    now = {s for s, mark in home.marks().items() if mark == "done"}
                    check(now > done and len(now) == len(done) + 1, f"round {turn}: {now}")
                    sure += 1
                else:
                    end = time.monotonic() + chance.random() * 0.02
                    while time.monotonic() < end:
                        screen.read(max(end - time.monotonic(), 0))
                    os.kill(screen.process.pid, signal.SIGKILL)
                    screen.process.wait()
                    now = {s for s, mark in home.marks().items() if mark == "done"}
                    lost += home.bytes() == before
                    check(now >= done and len(now - done) <= 1, f"round {turn}: {now}")
                done = now
                if len(done) > 150:
                    for step in done:
                        home.mark(step, "todo")
                    done = set()
        check(home.reads(), "the file is whole")
    return f"{rounds} rounds: {sure} killed when told saved, 0 of them lost; {rounds - sure} killed at any moment, {lost} not saved yet, all whole"


main(script)
