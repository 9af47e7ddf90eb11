/* Opens AppleTalk. */
extern short MPPOpen(void);

int main(void) {
    return MPPOpen();
}
