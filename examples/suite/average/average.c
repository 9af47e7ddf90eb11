/* Reads numbers, writes their average. */
#include <stdio.h>

int main(void) {
    FILE *input = fopen("numbers.txt", "r");
    FILE *output = fopen("average.txt", "w");
    double sum = 0, number;
    int count = 0;
    if (!input || !output) {
        return 1;
    }
    while (fscanf(input, "%lf", &number) == 1) {
        sum += number;
        count++;
    }
    fprintf(output, "The average of %d numbers is %.3f.\n", count, sum / count);
    fclose(output);
    return 0;
}
