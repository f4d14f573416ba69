import multiprocessing
import sys

class Job:
    def __init__(self, name):
        self.name = name

def work(job, queue):
    queue.put((job.name, __name__, sys.argv))

if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    process = context.Process(target=work, args=(Job("j1"), queue))
    process.start()
    print(queue.get())
    process.join()
    print(process.exitcode)
