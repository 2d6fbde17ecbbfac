"""One line, run by several threads in turn; test_lines.py counts."""
import threading


class Thing:
    def __init__(self, number):
        self.number = number


def work(number):
    thing = Thing(number)
    print("at work", number)
    return thing.number


work(0)
for number in (1, 2, 3):
    thread = threading.Thread(target=work, args=(number,))
    thread.start()
    thread.join()
work(4)
