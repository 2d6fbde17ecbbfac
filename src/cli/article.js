/* SPDX-License-Identifier: MIT
 *
 * Steps through the moments of each lesson: the buttons of its bar, or the arrow
 * keys. The line that is about to run is marked in the program.
 */
document.documentElement.classList.add('js');

for (const stepper of document.querySelectorAll('.stepper')) {
  const moments = [...stepper.querySelectorAll('.moment')];
  const [back, forward] = stepper.querySelectorAll('.bar button');
  const place = stepper.querySelector('.bar output');
  const program = stepper.querySelector('.program');
  let shown = 0;

  const markLine = number => {
    for (const line of program.children) {
      const next = line.dataset.line === number;
      line.classList.toggle('next', next);
      if (next)
        program.scrollTop = line.offsetTop - program.offsetTop - program.clientHeight / 2;
    }
  };
  const show = index => {
    if (index < 0 || index >= moments.length)
      return;
    shown = index;
    moments.forEach((moment, i) => moment.classList.toggle('here', i === shown));
    markLine(moments[shown].dataset.next);
    place.textContent = (shown + 1) + ' / ' + moments.length;
    back.disabled = shown === 0;
    forward.disabled = shown === moments.length - 1;
  };

  back.onclick = () => show(shown - 1);
  forward.onclick = () => show(shown + 1);
  stepper.tabIndex = 0;
  stepper.addEventListener('keydown', event => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft')
      return;
    show(shown + (event.key === 'ArrowRight' ? 1 : -1));
    event.preventDefault();
  });
  show(0);
}
