/* Calls a service of a network that the machine is not on. */
extern short MPPOpen(void);

int main(void) { return MPPOpen(); }
