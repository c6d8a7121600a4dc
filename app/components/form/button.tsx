import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react';
import { classNames } from '#app/components/class-names.ts';
import { Icon, type IconName } from '#app/components/icon.tsx';

interface ButtonLook {
  /** One primary per screen: the thing to do next. */
  look?: 'primary' | 'secondary' | 'quiet' | 'danger';
  icon?: IconName;
  /** After the words, for "next". */
  iconAfter?: IconName;
  wide?: boolean;
  /** Shorter where there is a mouse; 44 pixels under a finger all the same. */
  small?: boolean;
  children: ReactNode;
}

function classesOf({ look = 'primary', wide, small }: Omit<ButtonLook, 'children'>, extra?: string): string {
  return classNames('button', `button-${look}`, wide && 'button-wide', small && 'button-small', extra);
}

type ButtonProps = ButtonLook & ButtonHTMLAttributes<HTMLButtonElement>;

export function Button({ look, icon, iconAfter, wide, small, children, className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={classesOf({ look, wide, small }, className)}>
      {icon && <Icon name={icon} size={small ? 'sm' : 'md'} />}
      {children}
      {iconAfter && <Icon name={iconAfter} size={small ? 'sm' : 'md'} />}
    </button>
  );
}

type ButtonLinkProps = ButtonLook & AnchorHTMLAttributes<HTMLAnchorElement> & { href: string };

export function ButtonLink({ look, icon, iconAfter, wide, small, children, className, ...rest }: ButtonLinkProps) {
  return (
    <a {...rest} className={classesOf({ look, wide, small }, className)}>
      {icon && <Icon name={icon} size={small ? 'sm' : 'md'} />}
      {children}
      {iconAfter && <Icon name={iconAfter} size={small ? 'sm' : 'md'} />}
    </a>
  );
}

type SubmitButtonProps = Omit<ButtonProps, 'type'> & {
  /** Shown while the answer is on its way; a second press then does nothing. */
  submittingText?: string;
};

export function SubmitButton({ submittingText = 'One moment…', ...rest }: SubmitButtonProps) {
  return <Button {...rest} type="submit" data-submitting-text={submittingText} />;
}
