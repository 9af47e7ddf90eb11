/* Calls through a pointer that leads nowhere. */
static volatile unsigned long nowhere[2] = {0x7fff0000, 0};

int main(void) {
    void (*function)(void) = (void (*)(void))(unsigned long)nowhere;
    function();
    return 0;
}
