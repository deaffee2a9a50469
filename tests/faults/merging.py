"""R24: processes mark, merge older copies of the file and import older exports at once; none brings an older note back.

6 of them for 5 seconds; 20 for a minute with --long. Then 300 imports of one file at once, 60 without --long."""
import json, os, random, threading, time
from bench import GUIDE_ID, Home, LONG, check, main


def note_of(home, step):
    told = json.loads(home.command("export", "--format", "json", OPTOUT_NOW=None).stdout)
    return told["accounts"][0]["guides"][GUIDE_ID][f"s{step}"].get("note")


def script():
    processes, seconds = (20, 60) if LONG else (6, 5)
    with Home() as home:
        last, refused, counts = {}, [], {"mark": 0, "merge": 0, "import": 0}
        end = time.monotonic() + seconds

        def keep(words, kind):
            ran = home.command(*words, OPTOUT_NOW=None)
            if ran.returncode == 0:
                counts[kind] += 1
            # Waiting for many others takes longer than the patience of one; that is said, and nothing is lost.
            elif "writing to" not in ran.stderr:
                refused.append(ran.stderr)
            return ran.returncode == 0

        def work(which):
            chance, old = random.Random(which), []
            while time.monotonic() < end:
                copy = os.path.join(home.root, f"copy-{which}-{len(old)}")
                with open(copy + ".toml", "wb") as file:
                    file.write(home.bytes())
                home.command("export", "--format", "json", "-o", copy + ".json", OPTOUT_NOW=None)
                old.append(copy)
                # Sometimes longer than the one before, sometimes shorter, sometimes none.
                note = f"{which}-{len(old)} " + "long " * chance.randrange(9) if chance.randrange(5) else ""
                words = ["mark", home.account, f"{GUIDE_ID}/s{which + 1}", chance.choice(["done", "skipped"])]
                if keep([*words, "--note", note], "mark"):
                    last[which] = note or None
                copy = chance.choice(old)
                if chance.randrange(2):
                    keep(["account", "merge", home.account, copy + ".toml"], "merge")
                else:
                    keep(["import", copy + ".json"], "import")

        threads = [threading.Thread(target=work, args=(which,)) for which in range(processes)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        check(not refused, refused[:1])
        older = {which: (note_of(home, which + 1), note) for which, note in last.items()
                 if (note_of(home, which + 1) or "").strip() != (note or "").strip()}
        check(not older, f"an older note: {older}")
        check(home.command("account", "check", OPTOUT_NOW=None).returncode == 0, "the files are without mistakes")
        told = ", ".join(f"{number} {kind}s" for kind, number in counts.items())
    return f"{processes} processes, {seconds} s: {told}, 0 older notes; {imports()}"


def imports():
    """One file of new accounts, imported by many at once."""
    many = 300 if LONG else 60
    with Home() as home:
        new = [{"format": 1, "id": f"new{n}", "label": f"New {n}", "platform": "threads", "kind": "personal"}
               for n in range(3)]
        file = os.path.join(home.root, "in.json")
        with open(file, "w") as out:
            json.dump({"format": 1, "accounts": new}, out)
        ran = []
        threads = [threading.Thread(target=lambda: ran.append(home.command("import", file))) for _ in range(many)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        wrong = [it.stderr for it in ran if it.returncode]
        check(not wrong, f"{len(wrong)} refused: {wrong[:1]}")
        news = sum(it.stdout.count("is new here") for it in ran)
        check(news == len(new), f"{news} times new")
        return f"{many} imports at once, 0 refused"


main(script)
