/* A console program as Retro68's users write them: stdio of the C library, in a window that the toolchain's console makes. */

#include <stdio.h>
#include <string.h>

int main(void) {
    char name[80];
    printf("What is your name? ");
    fflush(stdout);
    if (!fgets(name, sizeof name, stdin))
        return 1;
    name[strcspn(name, "\n")] = 0;
    for (int i = 1; i <= 100; i++)
        printf("%3d. Hello, %s!\n", i, name);
    FILE *file = fopen("name", "w");
    fprintf(file, "%s\n", name);
    fclose(file);
    printf("Close the window.");
    fflush(stdout);
    getchar();
    return 0;
}
