# Objects: tasks, queues and a scheduler, with inheritance.
class Task:
    def __init__(self, name, priority):
        self.name = name
        self.priority = priority
        self.runs = 0

    def run(self, clock):
        self.runs += 1
        return self.cost(clock)

    def cost(self, clock):
        return 1


class Worker(Task):
    def cost(self, clock):
        return 2 + (clock + self.priority) % 3


class Idle(Task):
    def __init__(self):
        super().__init__('idle', 0)

    def cost(self, clock):
        return 1 if self.runs % 2 else 2


class Scheduler:
    def __init__(self, tasks):
        self.queue = tasks
        self.clock = 0

    @property
    def busy(self):
        return self.clock < 2000000

    def step(self):
        task = self.queue.pop(0)
        self.clock += task.run(self.clock)
        self.queue.append(task)


tasks = [Worker('w%d' % i, i) for i in range(6)] + [Idle(), Task('plain', 1)]
scheduler = Scheduler(list(tasks))
while scheduler.busy:
    scheduler.step()
print(scheduler.clock, [t.runs for t in tasks])
