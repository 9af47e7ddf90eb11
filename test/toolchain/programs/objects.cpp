// C++ without its library: constructors and destructors of global objects, virtual functions, new and templates.
#include <stdio.h>
#include <stdlib.h>

void *operator new(size_t size) { return malloc(size); }
void operator delete(void *block) noexcept { free(block); }
void operator delete(void *block, size_t) noexcept { free(block); }

static void note(const char *text) {
    FILE *file = fopen("results", "a");
    fprintf(file, "%s\n", text);
    fclose(file);
}

struct Shape {
    virtual ~Shape() { note("shape destroyed"); }
    virtual int area() const = 0;
};
struct Square : Shape {
    explicit Square(int side) : side(side) {}
    ~Square() override { note("square destroyed"); }
    int area() const override { return side * side; }
    int side;
};

struct Global {
    Global() { note("constructed"); }
    ~Global() { note("destroyed"); }
} global;

template <typename T> T largest(T a, T b) { return a < b ? b : a; }

int main() {
    Shape *volatile shape = new Square(7);
    char text[40];
    snprintf(text, sizeof text, "main %d %g", shape->area(), largest(1.5, 2.5));
    note(text);
    delete shape;
    static Global local;
    return 0;
}

extern "C" void __cxa_pure_virtual() { abort(); }
extern "C" int __cxa_guard_acquire(long long *guard) { return !*(char *)guard; }
extern "C" void __cxa_guard_release(long long *guard) { *(char *)guard = 1; }
