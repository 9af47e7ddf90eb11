// Ends by an exception that nothing catches.

#include <exception>
#include <new>

namespace shapes {
struct NoSuchShape : std::exception {
    const char *what() const noexcept override { return "a circle has no corners"; }
};
} // namespace shapes

static volatile int one = 1;

struct Guard {
    ~Guard() { one = 0; }
};

int main() {
    Guard guard;
    if (one == 1)
        throw THROWN;
    return 0;
}
