import multiprocessing

def work():
    raise LookupError("in a child process")

if __name__ == "__main__":
    process = multiprocessing.Process(target=work)
    process.start()
    process.join()
    print("exit code", process.exitcode)
