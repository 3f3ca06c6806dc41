/* Counts how often a process waits for its write-ahead log to reach the disk. Preloaded by the row P1w; the count is
 * written into the file named by STATION_SYNCS when the process ends. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long count;

static int is_log(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 4) return 0;
  path[length] = 0;
  return strcmp(path + length - 4, "-wal") == 0;
}

int fdatasync(int fd) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  if (is_log(fd)) __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED);
  return real(fd);
}

int fsync(int fd) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  if (is_log(fd)) __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED);
  return real(fd);
}

__attribute__((destructor)) static void report(void) {
  const char *file = getenv("STATION_SYNCS");
  FILE *out = file ? fopen(file, "w") : NULL;
  if (!out) return;
  fprintf(out, "%ld\n", count);
  fclose(out);
}
