/* SPDX-License-Identifier: Apache-2.0
 *
 * compile IN OUT [NAME=VALUE]...: a program in C on libbeamfold. The options are those of beamfold_options_set. */

#include <beamfold.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The whole file; its size in *size. NULL if it cannot be read. */
static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return NULL;
  char *bytes = NULL;
  size_t capacity = 0;
  *size = 0;
  do {
    if (*size == capacity) {
      capacity = 2 * capacity + 65536;
      char *larger = realloc(bytes, capacity);
      if (larger == NULL) break;
      bytes = larger;
    }
    *size += fread(bytes + *size, 1, capacity - *size, file);
  } while (!feof(file) && !ferror(file));
  const int complete = feof(file);
  fclose(file);
  if (complete) return bytes;
  free(bytes);
  return NULL;
}

/* Sets an option from NAME=VALUE. */
static int set_option(beamfold_options *options, const char *text) {
  const char *equals = strchr(text, '=');
  if (equals == NULL) return 0;
  char name[64];
  const size_t length = (size_t)(equals - text);
  if (length >= sizeof name) return 0;
  memcpy(name, text, length);
  name[length] = '\0';
  return beamfold_options_set(options, name, equals + 1);
}

static int write_file(const char *path, const void *data, size_t size) {
  FILE *file = fopen(path, "wb");
  if (file == NULL) return 0;
  const int written = fwrite(data, 1, size, file) == size;
  return fclose(file) == 0 && written;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: %s IN OUT [NAME=VALUE]...\n", argv[0]);
    return 2;
  }
  size_t size;
  char *beam = read_file(argv[1], &size);
  if (beam == NULL) {
    perror(argv[1]);
    return 1;
  }
  beamfold_options *options = beamfold_options_new();
  for (int i = 3; i < argc; ++i) {
    if (set_option(options, argv[i])) continue;
    fprintf(stderr, "this beamfold has no option %s\n", argv[i]);
    beamfold_options_free(options);
    free(beam);
    return 2;
  }
  beamfold_result *result = beamfold_compile(beam, size, argv[1], options);
  int exit_code = 1;
  if (!beamfold_ok(result)) {
    fprintf(stderr, "%s\n", beamfold_error(result));
  } else if (!write_file(argv[2], beamfold_data(result), beamfold_size(result))) {
    perror(argv[2]);
  } else {
    for (size_t i = 0; i < beamfold_warning_count(result); ++i) printf("%s\n", beamfold_warning(result, i));
    printf("beamfold %s: %zu bytes\n", beamfold_version(), beamfold_size(result));
    exit_code = 0;
  }
  beamfold_result_free(result);
  beamfold_options_free(options);
  free(beam);
  return exit_code;
}
