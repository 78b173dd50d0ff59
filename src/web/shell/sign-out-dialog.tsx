import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { TEXTS } from '../texts';

interface Props {
  open: boolean;
  waiting: number;
  onStay: () => void;
  onSignOut: () => void;
}

/** Asked before a sign-out that would drop what is not sent. */
export function SignOutDialog({ open, waiting, onStay, onSignOut }: Props) {
  return (
    <Dialog
      open={open}
      modalType="alert"
      onOpenChange={(_event, data) => {
        if (!data.open) onStay();
      }}
    >
      <DialogSurface className="dialog">
        <DialogBody>
          <DialogTitle>{TEXTS.person.unsent(waiting)}</DialogTitle>
          <DialogContent>{waiting > 0 && TEXTS.person.unsentHelp}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onStay}>
              {TEXTS.person.stay}
            </Button>
            <Button onClick={onSignOut}>
              {waiting > 0 ? TEXTS.person.drop(waiting) : TEXTS.person.signOut}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
