import { Sight } from '@jupyter-eventlog/consent/pure';
import { beforeEach, describe, expect, it, vi } from 'vitest';

describe('Sight', () => {
  let looks: (() => void)[];
  let isInSight: boolean;
  let told: string;
  const onShown = vi.fn();

  const watch = (): Sight =>
    new Sight({
      isInSight: () => isInSight,
      what: () => told,
      onShown,
      delay: (_, callback) => {
        looks.push(callback);
        return () => (looks = looks.filter(one => one !== callback));
      }
    });
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second++) {
      looks.splice(0).forEach(look => look());
    }
  };

  beforeEach(() => {
    looks = [];
    isInSight = true;
    told = 'a';
    onShown.mockClear();
  });

  it('should tell after ten seconds in sight, once', () => {
    watch();
    pass(9);
    expect(onShown).not.toHaveBeenCalled();
    pass(1);
    expect(onShown).toHaveBeenCalledTimes(1);
    pass(30);
    expect(onShown).toHaveBeenCalledTimes(1);
    expect(looks).toEqual([]);
  });

  it('should begin anew after each moment out of sight', () => {
    watch();
    for (let turn = 0; turn < 5; turn++) {
      pass(8);
      isInSight = false;
      pass(1);
      isInSight = true;
    }
    pass(10);
    expect(onShown).not.toHaveBeenCalled();
    pass(1);
    expect(onShown).toHaveBeenCalledTimes(1);
  });

  it('should begin anew where it tells of something else', () => {
    watch();
    pass(9);
    told = 'b';
    pass(10);
    expect(onShown).not.toHaveBeenCalled();
    pass(1);
    expect(onShown).toHaveBeenCalledTimes(1);
  });

  it('should look no more when it is disposed', () => {
    watch().dispose();
    expect(looks).toEqual([]);
    pass(20);
    expect(onShown).not.toHaveBeenCalled();
  });
});
