PidxBench.start()
