import type { ComposedCertificate, ComposeRequest } from "./compose-certificate";
import { composeCertificate } from "./compose-certificate";
import type { ComposedEvidence, ComposeEvidenceRequest } from "./compose-evidence";
import { composeEvidence } from "./compose-evidence";
import type { ComposedProof, ProofRequest } from "./compose-proof";
import { composeProof } from "./compose-proof";
import type { PreparedDocument, PrepareRequest } from "./prepare-document";
import { prepareDocument } from "./prepare-document";
import { rehearseSigning } from "./rehearse-signing";
import type { SignedRevision, SignRequest } from "./sign-revision";
import { signRevision } from "./sign-revision";
import type { DocumentVerification, VerifyRequest } from "./verify-document";
import { verifyDocument } from "./verify-document";
import type { VerifyMadeThereRequest } from "./verify-made-there";
import { verifyMadeThere } from "./verify-made-there";
import type { VerifyReturnedRequest } from "./verify-returned";
import { verifyReturned } from "./verify-returned";

/** The work of the signing engine. Requests and answers survive a structured clone. */
export type SigningTask =
  | { readonly kind: "prepare"; readonly request: PrepareRequest }
  | { readonly kind: "sign"; readonly request: SignRequest }
  | { readonly kind: "compose"; readonly request: ComposeRequest }
  | { readonly kind: "compose-evidence"; readonly request: ComposeEvidenceRequest }
  | { readonly kind: "proof"; readonly request: ProofRequest }
  | { readonly kind: "verify"; readonly request: VerifyRequest }
  | { readonly kind: "verify-returned"; readonly request: VerifyReturnedRequest }
  | { readonly kind: "verify-made-there"; readonly request: VerifyMadeThereRequest }
  | { readonly kind: "warm" };

export type SigningAnswers = {
  readonly prepare: PreparedDocument;
  readonly sign: SignedRevision;
  readonly compose: ComposedCertificate;
  readonly "compose-evidence": ComposedEvidence;
  readonly proof: ComposedProof;
  readonly verify: DocumentVerification;
  readonly "verify-returned": DocumentVerification;
  readonly "verify-made-there": DocumentVerification;
  readonly warm: null;
};

export type SigningAnswer<Task extends SigningTask> = SigningAnswers[Task["kind"]];

/** Once per thread. */
let rehearsal: Promise<void> | undefined;

/** Does one task in this very thread. @throws AppError as the task's own function */
export async function performSigningTask<Task extends SigningTask>(
  task: Task,
): Promise<SigningAnswer<Task>>;
export async function performSigningTask(
  task: SigningTask,
): Promise<SigningAnswers[keyof SigningAnswers]> {
  switch (task.kind) {
    case "prepare":
      return prepareDocument(task.request);
    case "sign":
      return signRevision(task.request);
    case "compose":
      return composeCertificate(task.request);
    case "compose-evidence":
      return composeEvidence(task.request);
    case "proof":
      return composeProof(task.request);
    case "verify":
      return verifyDocument(task.request);
    case "verify-returned":
      return verifyReturned(task.request);
    case "verify-made-there":
      return verifyMadeThere(task.request);
    case "warm":
      rehearsal ??= rehearseSigning(new Date());
      await rehearsal;
      return null;
  }
}
