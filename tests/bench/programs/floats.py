# Floating point: the energy of a small system of bodies.
def advance(bodies, dt, steps):
    for _ in range(steps):
        for i, a in enumerate(bodies):
            for b in bodies[i + 1:]:
                dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
                pull = dt / (dx * dx + dy * dy + dz * dz) ** 1.5
                a[3] -= dx * b[6] * pull
                a[4] -= dy * b[6] * pull
                a[5] -= dz * b[6] * pull
                b[3] += dx * a[6] * pull
                b[4] += dy * a[6] * pull
                b[5] += dz * a[6] * pull
        for body in bodies:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]


bodies = [[float(i), i * 0.5, -i * 0.25, 0.0, 0.1 * i, 0.0, 1.0 / (1 + i)] for i in range(5)]
advance(bodies, 0.01, 20000)
print(['%.6f' % b[0] for b in bodies])
