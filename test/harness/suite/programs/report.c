/* Writes report.txt and a line on its console; mode.txt has it do something else besides. */
#include <DateTimeUtils.h>
#include <Files.h>
#include <stdio.h>
#include <string.h>

static void draw_date(FILE *output) {
    unsigned long now;
    DateTimeRec date;
    FInfo info;
    GetDateTime(&now);
    SecondsToDate(now, &date);
    HGetFInfo(0, 0, "\pmode.txt", &info);
    fprintf(output, "%d-%02d-%02d %02d:%02d:%02d %.4s\n", date.year, date.month, date.day, date.hour, date.minute,
            date.second, (char *)&info.fdType);
}

int main(void) {
    char mode[16] = "";
    FILE *input = fopen("mode.txt", "r");
    FILE *output = fopen("report.txt", "w");
    if (input) {
        fgets(mode, sizeof mode, input);
        fclose(input);
    }
    printf("Hello\n");
    if (strstr(mode, "draw")) {
        printf("More than that\n");
    }
    if (strstr(mode, "crash")) {
        *(volatile int *)0x70000000 = 1;
    }
    if (strstr(mode, "loop")) {
        for (volatile int forever = 1; forever;) {
        }
    }
    fprintf(output, "Report\nspeed: 12.50 tokens\nend\n");
    if (strstr(mode, "date")) {
        draw_date(output);
    }
    fclose(output);
    return strstr(mode, "fail") ? 3 : 0;
}
