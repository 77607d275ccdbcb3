#ifndef PIDX_ALLOCATIONS_H
#define PIDX_ALLOCATIONS_H

#include <stdint.h>

// How often the calling thread has asked for memory, by malloc and all its kin. Freeing does not
// count. A program that links this has its own malloc, which counts and passes on to that of glibc;
// libraries that it loads, Swift's runtime among them, use it too.
uint64_t allocations_count(void);

// How many bytes it has asked for.
uint64_t allocations_bytes(void);

#endif
