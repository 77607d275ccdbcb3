#include "allocations.h"

#include <errno.h>
#include <stddef.h>

// What glibc's own names stand for.
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

// Of the executable, so that reading one never allocates.
#define OF_THREAD static __thread __attribute__((tls_model("initial-exec")))
OF_THREAD uint64_t count_of_thread;
OF_THREAD uint64_t bytes_of_thread;

static void note(size_t size) {
  count_of_thread += 1;
  bytes_of_thread += size;
}

uint64_t allocations_count(void) { return count_of_thread; }
uint64_t allocations_bytes(void) { return bytes_of_thread; }

void *malloc(size_t size) {
  note(size);
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  note(count * size);
  return __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
  note(size);
  return __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size) {
  note(size);
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **memory, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) {
    return EINVAL;
  }
  int before = errno;
  void *block = memalign(alignment, size);
  errno = before;
  if (block == NULL) return ENOMEM;
  *memory = block;
  return 0;
}
