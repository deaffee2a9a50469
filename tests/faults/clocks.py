"""R23: clocks in 1969, 2001 and 2100, set by OPTOUT_NOW and by faketime, forwards and back."""
import shutil
from bench import Home, check, main

YEARS = ["2026-11-21", "2100-01-01", "1969-07-20", "2001-01-01"]


def told_of_the_clock(ran, day):
    """A day before 2026 cannot be right: that is said in one line, and on other days nothing."""
    if day < "2026":
        return ran.stderr.count("\n") == 1 and "Set its clock" in ran.stderr
    return ran.stderr == ""


def script():
    told = []
    with Home() as home:
        for step, day in enumerate(YEARS, 1):
            ran = home.mark(step, OPTOUT_NOW=f"{day}T10:00:00Z")
            check(ran.returncode == 0 and told_of_the_clock(ran, day), ran)
            check(set(home.marks()) == set(range(1, step + 1)), home.marks())
        # The later change counts, whatever its clock said.
        ran = home.mark(2, "blocked", OPTOUT_NOW="1969-07-20T10:00:00Z")
        check(home.marks()[2] == "blocked", home.marks())
        check(home.command("status", OPTOUT_NOW="1969-07-20T10:00:00Z").returncode == 0, "status")
        told.append("OPTOUT_NOW: 4 clocks, 0 marks lost or reordered")
        if shutil.which("faketime") is None:
            told.append("faketime is not installed")
        else:
            for step, day in enumerate(YEARS, 11):
                ran = home.mark(step, wrapped=["faketime", f"{day} 10:00:00"], OPTOUT_NOW=None)
                check(ran.returncode == 0 and told_of_the_clock(ran, day), ran)
                check(step in home.marks() and 1 in home.marks(), (day, home.marks()))
                ran = home.command("status", wrapped=["faketime", f"{day} 10:00:00"], OPTOUT_NOW=None)
                check(ran.returncode == 0, ran)
            told.append("faketime: the same")
        check(home.reads(), "whole")
    return "; ".join(told)


main(script)
