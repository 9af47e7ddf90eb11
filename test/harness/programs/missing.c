/* Calls a service that no headless machine has. */
extern void *NewWindow(void *, void *, const unsigned char *, int, int, void *, int, long);

int main(void) {
    return NewWindow(0, 0, "\ptitle", 1, 0, (void *)-1, 1, 0) != 0;
}
